package io.tranche.proof.schema.random;

import io.tranche.proof.random.Dice;
import java.util.List;

/** Random ways to part a table. */
final class MySqlPartitions {
    private final Dice dice;

    MySqlPartitions(Dice dice) {
        this.dice = dice;
    }

    /** @param column {@code id} (a number), {@code day} (a date) or {@code word} (a text) */
    String by(String column) {
        return switch (column) {
            case "id" ->
                dice.oneOf(
                        List.of(
                                "PARTITION BY HASH (id) PARTITIONS 3",
                                "PARTITION BY LINEAR HASH (id + 1) PARTITIONS 2",
                                "PARTITION BY KEY () PARTITIONS 2",
                                "PARTITION BY LINEAR KEY ALGORITHM = 1 (id) PARTITIONS 2",
                                "PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10) COMMENT = 'it''s (', PARTITION `p 1` VALUES LESS"
                                        + " THAN MAXVALUE MAX_ROWS = 5)",
                                "PARTITION BY LIST (id MOD 3) (PARTITION a VALUES IN (0, NULL), PARTITION `select` VALUES IN (1, 2))"));
            case "day" ->
                dice.oneOf(List.of(
                        "PARTITION BY RANGE (TO_DAYS(day)) SUBPARTITION BY HASH (id) SUBPARTITIONS 2"
                                + " (PARTITION p0 VALUES LESS THAN (730000), PARTITION p1 VALUES LESS THAN MAXVALUE)",
                        "PARTITION BY RANGE COLUMNS (day) (PARTITION p0 VALUES LESS THAN ('2020-01-01'), PARTITION p1 VALUES LESS THAN"
                                + " (MAXVALUE))",
                        "PARTITION BY RANGE (YEAR(day)) SUBPARTITION BY KEY (id) (PARTITION p0 VALUES LESS THAN (2000) (SUBPARTITION s0"
                                + " COMMENT = 'first', SUBPARTITION s1), PARTITION p1 VALUES LESS THAN MAXVALUE (SUBPARTITION s2,"
                                + " SUBPARTITION s3))"));
            default ->
                dice.oneOf(List.of(
                        "PARTITION BY LIST COLUMNS (word) (PARTITION a VALUES IN ('a', 'it''s'), PARTITION b VALUES IN ('b', 'ü'))",
                        "PARTITION BY RANGE COLUMNS (word, id) (PARTITION a VALUES LESS THAN ('m', 5), PARTITION b VALUES LESS THAN"
                                + " (MAXVALUE, MAXVALUE))",
                        "PARTITION BY KEY (word) PARTITIONS 2"));
        };
    }
}
