package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions that compare columns with each other, and hashes of them. */
final class Comparisons {
    private static final double HASHES = 4294967296.0;

    private Comparisons() {}

    static String join(Reference reference, Table child, Table parent, String childAlias, String parentAlias) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < reference.childColumns().size(); i++) {
            Column from = child.columnOf(reference.childColumns().get(i));
            Column to = parent.columnOf(reference.parentColumns().get(i));
            conditions.add(equal(
                    Names.quote(childAlias) + "." + Names.quote(from.name()),
                    from,
                    Names.quote(parentAlias) + "." + Names.quote(to.name()),
                    to));
        }
        return String.join(" AND ", conditions);
    }

    private static String equal(String child, Column from, String parent, Column to) {
        ColumnKind childKind = ColumnKind.of(from);
        ColumnKind parentKind = ColumnKind.of(to);
        boolean labels = childKind == ColumnKind.ENUM || childKind == ColumnKind.SET;
        if (labels && childKind == parentKind) {
            // a foreign key compares the numbers; equal definitions let the index be used
            boolean same = from.type().full().equals(to.type().full());
            return same ? child + " = " + parent : child + "+0 = " + parent + "+0";
        }
        if (childKind == ColumnKind.TEXT && parentKind == ColumnKind.TEXT) {
            return equalTexts(child, from, parent, to);
        }
        return child + " = " + parent;
    }

    /** Only references that no foreign key declares are between collations; the server would refuse to choose one. */
    private static String equalTexts(String child, Column from, String parent, Column to) {
        String childCharset = Charsets.of(from);
        String parentCharset = Charsets.of(to);
        if (from.type().collation().equals(to.type().collation())) {
            return child + " = " + parent;
        }
        if (from.type().charset().equals(to.type().charset())) {
            return child + " COLLATE " + to.type().collation().orElseThrow() + " = " + parent;
        }
        if (Charsets.holds(parentCharset, childCharset)) {
            String charset = to.type().charset().orElseThrow();
            return "CONVERT(" + child + " USING " + charset + ") COLLATE "
                    + to.type().collation().orElseThrow() + " = " + parent;
        }
        String collation = from.type()
                .collation()
                .filter(name -> name.startsWith("utf8mb4"))
                .map(name -> " COLLATE " + name)
                .orElse("");
        return "CONVERT(" + child + " USING utf8mb4)" + collation + " = CONVERT(" + parent + " USING utf8mb4)"
                + collation;
    }

    /** SHA2 because every version has it (MD5 is gone from MySQL 9.7), and because the digits of a key are no random number. */
    static String sample(TableName table, List<Column> key, double share) {
        String values = key.stream()
                .map(column -> Expressions.key(table, column, KeyWord.of(column)))
                .collect(Collectors.joining(", "));
        long below = Math.round(share * HASHES);
        return "CAST(CONV(LEFT(SHA2(CONCAT_WS(',', " + values + "), 256), 8), 16, 10) AS UNSIGNED) < " + below;
    }
}
