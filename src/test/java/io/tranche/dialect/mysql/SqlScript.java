package io.tranche.dialect.mysql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a script for the command-line client into statements; it knows DELIMITER, quotes and comments. */
final class SqlScript {
    private SqlScript() {}

    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        String delimiter = ";";
        StringBuilder block = new StringBuilder();
        for (String line : script.split("\\R")) {
            if (line.strip().toUpperCase(java.util.Locale.ROOT).startsWith("DELIMITER ")) {
                statements.addAll(cut(block.toString(), delimiter));
                block.setLength(0);
                delimiter = line.strip().substring("DELIMITER ".length()).strip();
            } else {
                block.append(line).append('\n');
            }
        }
        statements.addAll(cut(block.toString(), delimiter));
        return statements;
    }

    private static List<String> cut(String block, String delimiter) {
        List<String> statements = new ArrayList<>();
        List<Token> tokens = Lexer.tokens(block);
        int start = -1;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean ends = block.startsWith(delimiter, token.start()) && token.kind() == Token.Kind.SYMBOL;
            if (ends && start >= 0) {
                statements.add(block.substring(start, token.start()).strip());
                start = -1;
            } else if (!ends && start < 0) {
                start = token.start();
            }
        }
        return statements;
    }
}
