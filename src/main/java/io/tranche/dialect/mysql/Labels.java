package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import java.util.ArrayList;
import java.util.List;

/** The labels of an ENUM or SET, out of {@code enum('a','it''s')}. */
final class Labels {
    private Labels() {}

    /**
     * The labels, if each of them tells its index; else nothing. An empty label cannot be told from the index 0, and servers
     * differ in how they show backslashes.
     */
    static List<String> comparable(Column column) {
        if (ColumnKind.of(column) != ColumnKind.ENUM) {
            return List.of();
        }
        List<String> labels = of(column);
        boolean clear = labels.stream().noneMatch(label -> label.isEmpty() || label.indexOf('\\') >= 0);
        return clear ? labels : List.of();
    }

    /** In the order of their indexes. */
    static List<String> of(Column column) {
        String full = column.type().full();
        List<String> labels = new ArrayList<>();
        int at = full.indexOf('\'');
        while (at >= 0) {
            StringBuilder label = new StringBuilder();
            at++;
            while (at < full.length()) {
                char c = full.charAt(at++);
                if (c == '\'') {
                    if (at >= full.length() || full.charAt(at) != '\'') {
                        break;
                    }
                    at++;
                }
                label.append(c);
            }
            labels.add(label.toString());
            at = full.indexOf('\'', at);
        }
        return labels;
    }
}
