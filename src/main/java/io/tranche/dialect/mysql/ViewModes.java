package io.tranche.dialect.mysql;

import io.tranche.dialect.SqlFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The modes in which views were created, of which the server keeps nothing but this: MySQL computes then, once, which
 * columns may be NULL, and {@code CONCAT} of two that may not is one that may where the mode is strict. MariaDB computes
 * it anew for each reader.
 */
final class ViewModes {
    private static final String LENIENT = "";
    private static final String STRICT = "STRICT_TRANS_TABLES";

    private static final String KEPT =
            """
            SELECT c.table_name, c.is_nullable
              FROM information_schema.columns c
              JOIN information_schema.views v ON v.table_schema = c.table_schema AND v.table_name = c.table_name
             WHERE c.table_schema = DATABASE()
             ORDER BY c.table_name, c.ordinal_position""";

    private final DefinitionSession session;
    private final Map<String, List<Boolean>> kept;

    private ViewModes(DefinitionSession session, Map<String, List<Boolean>> kept) {
        this.session = session;
        this.kept = kept;
    }

    /**
     * @param session whose mode is lenient
     */
    static ViewModes of(DefinitionSession session) {
        Map<String, List<Boolean>> kept = new LinkedHashMap<>();
        if (!session.server().mariaDb()) {
            for (List<String> column : session.rows(KEPT)) {
                kept.computeIfAbsent(column.get(0), view -> new ArrayList<>())
                        .add(column.get(1).equals("YES"));
            }
        }
        return new ViewModes(session, kept);
    }

    /** The mode that computes of the view's columns what the server has kept; the strict one, which is usual, if none does. */
    String mode(String view) {
        if (!kept.containsKey(view)) {
            return STRICT;
        }
        try {
            List<Boolean> now = session.nullable("SELECT * FROM " + Identifiers.quote(view) + " LIMIT 0");
            return now.equals(kept.get(view)) ? LENIENT : STRICT;
        } catch (SqlFailure e) {
            // it may not be read by this user, or not run at all: what creates it says so
            return STRICT;
        }
    }
}
