package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Column;
import io.tranche.dialect.KeyForm;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFormTest {
    private final MySqlDialect dialect = new MySqlDialect();

    private KeyForm form(Column child, Column parent) {
        return dialect.form(List.of(child), List.of(parent));
    }

    private boolean shared(Column child, Column parent) {
        return form(child, parent).equals(dialect.form(List.of(parent)));
    }

    @Test
    void sharesAKeySpaceOnlyWhereEqualBytesAreEqualKeys() {
        assertTrue(shared(Columns.of("int(11)"), Columns.of("bigint(20)")));
        assertTrue(shared(Columns.of("int(11) unsigned"), Columns.of("bigint(20) unsigned")));
        assertFalse(shared(Columns.of("int(11)"), Columns.of("bigint(20) unsigned")));
        assertFalse(shared(Columns.of("bigint(20) unsigned"), Columns.of("bigint(20)")));
        assertTrue(shared(Columns.text("utf8"), Columns.text("utf8mb4")));
        assertTrue(shared(Columns.text("ascii"), Columns.text("latin1")));
        assertFalse(shared(Columns.text("ascii"), Columns.text("utf16")));
        assertFalse(shared(Columns.text("latin1"), Columns.text("utf8mb4")));
        assertFalse(shared(Columns.of("date"), Columns.of("datetime")));
        assertFalse(shared(Columns.of("varbinary(9)"), Columns.text("utf8mb4")));
        assertTrue(shared(Columns.of("enum('b','a')"), Columns.of("enum('a','b')")));
        assertTrue(shared(Columns.of("enum('b','a')", "utf8mb4", "x"), Columns.text("utf8mb4")));
    }

    @Test
    void keepsOneIntegerAsANumberAndAllElseAsText() {
        assertEquals(new KeyForm(true, List.of("int")), dialect.form(List.of(Columns.of("tinyint(1)"))));
        assertEquals(new KeyForm(true, List.of("uint")), dialect.form(List.of(Columns.of("bigint(20) unsigned"))));
        assertEquals(new KeyForm(true, List.of("bit")), dialect.form(List.of(Columns.of("bit(64)"))));
        assertEquals(
                new KeyForm(false, List.of("int", "text:latin1")),
                dialect.form(List.of(Columns.of("int(11)"), Columns.text("latin1"))));
        assertFalse(dialect.form(List.of(Columns.of("decimal(10,0)"))).integer());
        assertFalse(dialect.form(List.of(Columns.of("year(4)"))).integer());
    }

    @Test
    void readsItsOwnWords() {
        for (Column column :
                List.of(Columns.of("int(11)"), Columns.text("sjis"), Columns.of("timestamp(6)"), Columns.of("uuid"))) {
            KeyWord word = KeyWord.of(column);
            assertEquals(word, KeyWord.parse(word.toString()));
        }
        KeyWord crossing = KeyWord.of(Columns.text("utf8mb4"), Columns.text("latin1"));
        assertEquals("text:utf8mb4:utf8mb4_general_ci", crossing.toString());
        assertEquals(crossing, KeyWord.parse(crossing.toString()));
    }

    @Test
    void carriesOnlyWhatTheLineDoesNotHold() {
        assertTrue(dialect.inLine(Columns.of("int(11)"), "int"));
        assertFalse(dialect.inLine(Columns.of("int(5) unsigned zerofill"), "int"));
        assertFalse(dialect.inLine(Columns.of("enum('a')"), "enum"));
        assertTrue(dialect.inLine(Columns.of("enum('a')", "utf8mb4", "x"), "text:utf8mb4"));
        assertFalse(dialect.inLine(Columns.of("float(7,2)"), "float"));
        assertTrue(dialect.inLine(Columns.of("float"), "float"));
    }
}
