package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.ColumnType;
import java.util.Optional;

/** Columns for tests that need no server. */
final class Columns {
    private Columns() {}

    /** A column named {@code c}; its bare type is the first word of the whole one. */
    static Column of(String full) {
        return of(full, "", "");
    }

    static Column of(String full, String charset, String collation) {
        ColumnType type = new ColumnType(
                full.split("[( ]")[0],
                full,
                Optional.of(charset).filter(s -> !s.isEmpty()),
                Optional.of(collation).filter(s -> !s.isEmpty()));
        return new Column("c", 1, type, true, Column.Generation.NONE, false, false, Optional.empty());
    }

    static Column text(String charset) {
        return of("varchar(20)", charset, charset + "_general_ci");
    }
}
