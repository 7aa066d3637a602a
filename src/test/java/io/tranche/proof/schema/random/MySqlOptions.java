package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.MySqlText.text;

import io.tranche.proof.random.Dice;
import java.util.List;

/** Random options of tables. */
final class MySqlOptions {
    private static final List<String> ANY = List.of(
            "MAX_ROWS=1000",
            "MIN_ROWS=5",
            "AVG_ROW_LENGTH=50",
            "CHECKSUM=1",
            "DELAY_KEY_WRITE=1",
            "PACK_KEYS=0",
            "STATS_PERSISTENT=1",
            "STATS_PERSISTENT=0",
            "STATS_AUTO_RECALC=0",
            "STATS_SAMPLE_PAGES=20",
            "AUTO_INCREMENT=77",
            "ROW_FORMAT=DYNAMIC",
            "ROW_FORMAT=COMPACT",
            "ROW_FORMAT=REDUNDANT",
            "ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8");

    private static final List<String> OF_MYSQL =
            List.of("COMPRESSION='zlib'", "ENCRYPTION='N'", "TABLESPACE=innodb_file_per_table");

    private static final List<String> OF_MARIADB = List.of(
            "PAGE_COMPRESSED=1",
            "PAGE_COMPRESSED=1 PAGE_COMPRESSION_LEVEL=3",
            "ENCRYPTED=NO",
            "ENCRYPTION_KEY_ID=1",
            "TRANSACTIONAL=1",
            "PAGE_CHECKSUM=1",
            "WITH SYSTEM VERSIONING",
            "PAGE_COMPRESSED=0");

    private final Dice dice;
    private final Words words;
    private final MySqlFacts facts;

    MySqlOptions(Dice dice, Words words, MySqlFacts facts) {
        this.dice = dice;
        this.words = words;
        this.facts = facts;
    }

    String engine() {
        if (dice.chance(80)) {
            return "InnoDB";
        }
        List<String> engines = facts.mariadb()
                ? List.of("Aria", "Aria", "MyISAM", "MEMORY")
                : List.of("MyISAM", "MEMORY", "BLACKHOLE");
        return dice.oneOf(engines);
    }

    String of(String engine) {
        StringBuilder options = new StringBuilder(" ENGINE=" + engine);
        if (dice.chance(40)) {
            List<String> collation = dice.oneOf(facts.collations());
            options.append(
                    dice.chance(50)
                            ? " DEFAULT CHARSET=" + collation.get(0)
                            : " DEFAULT CHARSET=" + collation.get(0) + " COLLATE=" + collation.get(1));
        }
        if (dice.chance(30)) {
            options.append(" COMMENT=").append(text(words.text()));
        }
        for (int i = dice.below(3); i > 0; i--) {
            options.append(' ').append(dice.oneOf(ANY));
        }
        if (dice.chance(25)) {
            options.append(' ').append(dice.oneOf(facts.mariadb() ? OF_MARIADB : OF_MYSQL));
        }
        return options.toString();
    }
}
