package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Column;
import org.junit.jupiter.api.Test;

class StorableTest {
    private static void fits(Column from, Column to) {
        assertTrue(Storable.exactly(from, to), from.type() + " into " + to.type());
    }

    private static void lacks(Column from, Column to) {
        assertFalse(Storable.exactly(from, to), from.type() + " into " + to.type());
    }

    @Test
    void comparesRangesOfNumbers() {
        fits(Columns.of("int(11)"), Columns.of("bigint(20)"));
        fits(Columns.of("int(10) unsigned"), Columns.of("bigint(20)"));
        fits(Columns.of("int"), Columns.of("int(11)"));
        lacks(Columns.of("int(10) unsigned"), Columns.of("int(11)"));
        lacks(Columns.of("int(11)"), Columns.of("bigint(20) unsigned"));
        lacks(Columns.of("bigint(20)"), Columns.of("int(11)"));
        fits(Columns.of("decimal(10,2)"), Columns.of("decimal(12,4)"));
        lacks(Columns.of("decimal(10,2)"), Columns.of("decimal(10,4)"));
        lacks(Columns.of("decimal(10,2)"), Columns.of("decimal(10,2) unsigned"));
        fits(Columns.of("bit(3)"), Columns.of("bit(8)"));
        lacks(Columns.of("bit(8)"), Columns.of("bit(3)"));
        fits(Columns.of("float"), Columns.of("double"));
        lacks(Columns.of("double"), Columns.of("float"));
        lacks(Columns.of("float"), Columns.of("double(10,2)"));
        lacks(Columns.of("int(11)"), Columns.text("utf8mb4"));
    }

    @Test
    void comparesLengthsAndCharsetsOfTexts() {
        fits(Columns.of("varchar(10)", "latin1", "x"), Columns.of("varchar(10)", "utf8mb4", "x"));
        lacks(Columns.of("varchar(11)", "latin1", "x"), Columns.of("varchar(10)", "latin1", "x"));
        lacks(Columns.of("varchar(10)", "utf8mb4", "x"), Columns.of("varchar(10)", "latin1", "x"));
        lacks(Columns.of("varchar(10)", "utf8mb4", "x"), Columns.of("varchar(10)", "utf8", "x"));
        fits(Columns.of("varchar(10)", "utf8", "x"), Columns.of("varchar(10)", "utf8mb4", "x"));
        fits(Columns.of("text", "utf8mb4", "x"), Columns.of("longtext", "utf8mb4", "x"));
        lacks(Columns.of("longtext", "utf8mb4", "x"), Columns.of("text", "utf8mb4", "x"));
        lacks(Columns.of("binary(4)"), Columns.of("binary(8)"));
        fits(Columns.of("binary(4)"), Columns.of("varbinary(8)"));
        lacks(Columns.of("varbinary(4)"), Columns.of("binary(8)"));
        fits(Columns.of("blob"), Columns.of("longblob"));
    }

    @Test
    void wantsEachLabelAndEachFraction() {
        fits(Columns.of("enum('a','b')"), Columns.of("enum('b','c','a')"));
        lacks(Columns.of("enum('a','b')"), Columns.of("enum('a')"));
        fits(Columns.of("datetime"), Columns.of("datetime(6)"));
        lacks(Columns.of("datetime(6)"), Columns.of("datetime(3)"));
        lacks(Columns.of("timestamp"), Columns.of("datetime"));
    }
}
