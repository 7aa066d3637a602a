package io.tranche.dialect.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings under which an object was created, which the server keeps with it.
 *
 * @param sqlMode of views, which are kept without, the one found by {@link ViewModes}
 * @param databaseCollation the collation that the database had; absent for views
 * @param timeZone of events alone
 */
record CreationContext(
        Optional<String> sqlMode,
        String charset,
        String collation,
        Optional<String> databaseCollation,
        Optional<String> timeZone) {

    /** The mode in which the object's statement is to be read. */
    String modeOrNone() {
        return sqlMode.orElse("");
    }

    /** The settings, then the statement; the database's own collation is put back where it had to be changed. */
    List<String> around(String statement, String collationOfDatabase) {
        List<String> statements = new ArrayList<>();
        boolean otherDatabase = databaseCollation
                .filter(name -> !name.equals(collationOfDatabase))
                .isPresent();
        if (otherDatabase) {
            statements.add(DatabaseDefaults.alter(databaseCollation.orElseThrow()));
        }
        statements.add(settings());
        statements.add(statement);
        if (otherDatabase) {
            statements.add(DatabaseDefaults.alter(collationOfDatabase));
        }
        return statements;
    }

    private String settings() {
        StringBuilder set = new StringBuilder("SET SESSION ");
        sqlMode.ifPresent(mode -> set.append("sql_mode = '").append(mode).append("', "));
        timeZone.ifPresent(zone ->
                set.append("time_zone = '").append(zone.replace("'", "''")).append("', "));
        return set.append("character_set_client = ")
                .append(charset)
                .append(", collation_connection = ")
                .append(collation)
                .toString();
    }
}
