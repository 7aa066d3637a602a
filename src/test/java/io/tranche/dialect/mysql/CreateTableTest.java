package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.TableName;
import io.tranche.config.Vendor;
import io.tranche.dialect.CloneScope.Indexes;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions.Proof;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreateTableTest {
    @Test
    void leavesIndexesForLaterAndForeignKeysOut() {
        TableDefinitions definitions = definitions(
                """
                CREATE TABLE `t` (
                  `id` int NOT NULL AUTO_INCREMENT COMMENT ', KEY (`,
                  `p` int DEFAULT NULL,
                  PRIMARY KEY (`id`),
                  UNIQUE KEY `u` (`p`),
                  KEY `k` (`p`,`id`),
                  FULLTEXT KEY `f` (`p`),
                  CONSTRAINT `fk` FOREIGN KEY (`p`) REFERENCES `t` (`id`) ON DELETE CASCADE,
                  CONSTRAINT `c` CHECK (`p` <> ' FOREIGN KEY (')
                ) ENGINE=InnoDB AUTO_INCREMENT=7 COMMENT=' AUTO_INCREMENT=7 '"""
                        .replace("', KEY (`", "', KEY (`'"));

        assertEquals(
                """
                CREATE TABLE `t` (
                  `id` int NOT NULL AUTO_INCREMENT COMMENT ', KEY (`',
                  `p` int DEFAULT NULL,
                  PRIMARY KEY (`id`),
                  CONSTRAINT `c` CHECK (`p` <> ' FOREIGN KEY (')
                ) ENGINE=InnoDB COMMENT=' AUTO_INCREMENT=7 '""",
                definitions.table().create().get(0));
        assertEquals(
                List.of(
                        "ALTER TABLE `t`\n  ADD UNIQUE KEY `u` (`p`),\n  ADD KEY `k` (`p`,`id`)",
                        "ALTER TABLE `t`\n  ADD FULLTEXT KEY `f` (`p`)"),
                definitions.indexes().orElseThrow().create());
        List<Definition> foreignKeys = definitions.foreignKeys(definitions.foreignKeys(), Proof.CHECKED);
        assertEquals(
                List.of(
                        "SET SESSION foreign_key_checks = 1",
                        "ALTER TABLE `t`\n  ADD CONSTRAINT `fk` FOREIGN KEY (`p`) REFERENCES `t` (`id`)"
                                + " ON DELETE CASCADE"),
                foreignKeys.get(0).create());
    }

    @Test
    void keepsTheIndexThatACounterNeedsAndThoseBeforeIt() {
        TableDefinitions definitions = definitions(
                """
                CREATE TABLE `t` (
                  `id` int NOT NULL,
                  `n` int NOT NULL AUTO_INCREMENT,
                  PRIMARY KEY (`id`),
                  KEY `a` (`id`,`n`),
                  KEY `b` (`n`),
                  KEY `c` (`id`)
                ) ENGINE=InnoDB""");

        assertEquals(
                List.of("ALTER TABLE `t`\n  ADD KEY `c` (`id`)"),
                definitions.indexes().orElseThrow().create());
    }

    @Test
    void keepsUniqueIndexesOfATableWithoutPrimaryKey() {
        String create = definitions(
                        """
                        CREATE TABLE `t` (
                          `a` int NOT NULL,
                          UNIQUE KEY `u` (`a`),
                          KEY `k` (`a`)
                        ) ENGINE=InnoDB""")
                .table()
                .create()
                .get(0);

        assertTrue(create.contains("UNIQUE KEY `u`"));
        assertFalse(create.contains("KEY `k`"));
    }

    @Test
    void partsForeignKeysWhoseNamesTheServerPrintsWithLoneBackticks() {
        TableDefinitions definitions = definitions(
                """
                CREATE TABLE `t` (
                  `a``b` int DEFAULT NULL,
                  KEY `k` (`a``b`),
                  CONSTRAINT `odd `,) name` FOREIGN KEY (`a`b`) REFERENCES `p` (`id`)
                ) ENGINE=InnoDB""");

        assertEquals(
                "CREATE TABLE `t` (\n  `a``b` int DEFAULT NULL\n) ENGINE=InnoDB",
                definitions.table().create().get(0));
        assertEquals(
                1,
                definitions
                        .foreignKeys(definitions.foreignKeys(), Proof.TRUSTED)
                        .size());
    }

    @Test
    void aColumnWithItsTablesCollationIsLeftWithoutOne() {
        String create = definitions(
                        """
                        CREATE TABLE `t` (
                          `a` text COLLATE utf8mb4_bin,
                          `b` char(3) COLLATE utf8mb4_bin DEFAULT ' COLLATE x',
                          `c` char(3) CHARACTER SET latin1 COLLATE latin1_bin,
                          `d` char(9) COLLATE utf8mb4_bin GENERATED ALWAYS AS ((`b` collate utf8mb4_bin)) VIRTUAL
                        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin""")
                .table()
                .create()
                .get(0);

        assertEquals(
                """
                CREATE TABLE `t` (
                  `a` text,
                  `b` char(3) DEFAULT ' COLLATE x',
                  `c` char(3) CHARACTER SET latin1 COLLATE latin1_bin,
                  `d` char(9) GENERATED ALWAYS AS ((`b` collate utf8mb4_bin)) VIRTUAL
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin""",
                create);
    }

    private static TableDefinitions definitions(String text) {
        return new TableDefinitions(TableName.of("t"), text, Indexes.AFTER_ROWS, Vendor.MYSQL);
    }
}
