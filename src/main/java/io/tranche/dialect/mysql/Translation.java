package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.Edits.Edit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What MySQL says and MariaDB does not know, and the other way round: collations, SQL modes, and attributes that MySQL hides
 * from others in comments. Statements that need none of it are left as they are, to the letter. Bodies of routines are
 * their authors' own.
 */
final class Translation {
    private static final Set<String> MARIADB_MODES = Set.of(
            "NO_AUTO_CREATE_USER",
            "IGNORE_BAD_TABLE_OPTIONS",
            "EMPTY_STRING_IS_NULL",
            "SIMULTANEOUS_ASSIGNMENT",
            "TIME_ROUND_FRACTIONAL",
            "NO_FIELD_OPTIONS",
            "NO_KEY_OPTIONS",
            "NO_TABLE_OPTIONS",
            "ORACLE",
            "MSSQL",
            "DB2",
            "MAXDB",
            "POSTGRESQL",
            "MYSQL323",
            "MYSQL40");

    private static final Set<String> MYSQL_MODES = Set.of("TIME_TRUNCATE_FRACTIONAL");

    private static final Pattern HIDDEN = Pattern.compile("/\\*!(8\\d+|50606)");

    private static final Pattern PLAIN = Pattern.compile("'[ -&(-\\[\\]-~]*'");

    private final ServerFacts target;
    private final Collations collations;
    private final Set<String> notices = new LinkedHashSet<>();

    /** @param collations that the target knows */
    Translation(ServerFacts target, Collations collations) {
        this.target = target;
        this.collations = collations;
    }

    boolean toMariaDb() {
        return target.mariaDb();
    }

    /** What was said differently so far, for the user. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    String translate(String statement) {
        if (statement.startsWith("SET ")) {
            return withKnownModes(translated(statement));
        }
        boolean declares = statement.startsWith("CREATE TABLE")
                || statement.startsWith("ALTER ")
                || statement.startsWith("CREATE ALGORITHM");
        return declares ? known(translated(statement)) : statement;
    }

    /** Only definitions of tables have parts that a server may not know. */
    private String known(String statement) {
        if (!statement.startsWith("CREATE TABLE")) {
            return statement;
        }
        CreateTable table = CreateTable.parse(statement);
        String known = target.mariaDb()
                ? new MySqlTable(table, notices::add).forMariaDb()
                : new MariaDbTable(table, target, notices::add).forMySql();
        return known.equals(table.text(item -> true)) ? statement : known;
    }

    private String translated(String statement) {
        List<Token> tokens = Lexer.tokens(statement);
        boolean plain = !target.mariaDb() || isPlain(tokens);
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("COLLATE") || tokens.get(i).is("collation_connection")) {
                collation(tokens, i).ifPresent(edits::add);
            } else if (target.mariaDb() && HIDDEN.matcher(tokens.get(i).text()).matches() && i + 1 < tokens.size()) {
                edits.addAll(unhidden(tokens, i));
            } else if (!plain && isIntroducer(tokens, i)) {
                edits.add(new Edit(tokens.get(i).start(), tokens.get(i).end(), ""));
            } else if (!target.mariaDb() && tokens.get(i).is("IGNORED")) {
                edits.add(new Edit(tokens.get(i).start(), tokens.get(i).end(), "INVISIBLE"));
            }
        }
        return edits.isEmpty() ? statement : Edits.apply(statement, edits);
    }

    /**
     * MySQL writes {@code _utf8mb4'…'} in expressions of columns. Statements are sent in that character set, so that it says
     * nothing; and MariaDB (10.11, 11.4) keeps such a text so that it cannot read it again unless it is plain.
     */
    private static boolean isIntroducer(List<Token> tokens, int at) {
        return tokens.get(at).is("_utf8mb4")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).kind() == Token.Kind.STRING;
    }

    /** All of a statement's texts are treated alike: they are compared with each other. */
    private static boolean isPlain(List<Token> tokens) {
        return IntStream.range(0, tokens.size())
                .filter(i -> isIntroducer(tokens, i))
                .allMatch(i -> PLAIN.matcher(tokens.get(i + 1).text()).matches());
    }

    private java.util.Optional<Edit> collation(List<Token> tokens, int at) {
        int name = at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("=") ? at + 2 : at + 1;
        if (name >= tokens.size() || collations.knows(tokens.get(name).name())) {
            return java.util.Optional.empty();
        }
        Token token = tokens.get(name);
        return collations.nearest(token.name()).map(nearest -> {
            if (!Collations.isAlias(token.name(), nearest)) {
                notices.add("The target does not know the collation " + token.name() + ": " + nearest
                        + " stands in its place. Comparisons and order of texts may differ.");
            }
            return new Edit(token.start(), token.end(), nearest);
        });
    }

    /** MariaDB skips comments for MySQL 5.7 and later, though it knows some of what they hold. */
    private List<Edit> unhidden(List<Token> tokens, int at) {
        Token open = tokens.get(at);
        Token what = tokens.get(at + 1);
        if (what.is("SRID")) {
            notices.add("The target does not know the attribute SRID: spatial columns have none there.");
        }
        if (what.is("STORAGE") || what.is("COLUMN_FORMAT")) {
            // old enough for MariaDB to look into the comment; of NDB alone
            return List.of(new Edit(open.start(), tokens.get(at + 3).end(), ""));
        }
        if (!what.is("INVISIBLE")) {
            return List.of();
        }
        Token close = tokens.get(at + 2);
        // /*!80000 INVISIBLE */ is an index that queries do not use, /*!80023 INVISIBLE */ a column
        String said = open.text().equals("/*!80000") ? "IGNORED" : "INVISIBLE";
        return List.of(new Edit(open.start(), close.end(), said));
    }

    private String withKnownModes(String set) {
        List<Token> tokens = Lexer.tokens(set);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("sql_mode")) {
                Token modes = tokens.get(i + 2);
                String known =
                        "'" + knownModes(modes.text().substring(1, modes.text().length() - 1)) + "'";
                return Edits.apply(set, List.of(new Edit(modes.start(), modes.end(), known)));
            }
        }
        return set;
    }

    private String knownModes(String modes) {
        Set<String> unknown = target.mariaDb() ? MYSQL_MODES : MARIADB_MODES;
        return Arrays.stream(modes.split(","))
                .filter(mode -> !unknown.contains(mode.toUpperCase(Locale.ROOT)))
                .collect(Collectors.joining(","));
    }
}
