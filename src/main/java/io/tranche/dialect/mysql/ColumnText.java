package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.Edits.Edit;
import java.util.List;

/** A column's line in a table's definition. */
final class ColumnText {
    private ColumnText() {}

    /**
     * MySQL prints COLLATE without CHARACTER SET for a column that has its table's collation, but takes the words as an
     * explicit choice and prints both ever after. Without them the column has its table's collation again.
     *
     * @param tokens of the line, with their places in {@code statement}
     */
    static String withoutInheritedCollation(String statement, List<Token> tokens) {
        int start = tokens.get(0).start();
        String line = statement.substring(start, tokens.get(tokens.size() - 1).end());
        int depth = 0;
        Edit cut = null;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 0 && token.is("CHARACTER") && tokens.get(i + 1).is("SET")) {
                return line;
            } else if (depth == 0 && token.is("COLLATE")) {
                Token name = tokens.get(i + 1);
                // from the blank before it
                cut = new Edit(token.start() - start - 1, name.end() - start, "");
            }
        }
        return cut == null ? line : Edits.apply(line, List.of(cut));
    }
}
