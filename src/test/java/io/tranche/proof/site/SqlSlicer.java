package io.tranche.proof.site;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.Choice;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.TableShape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Slices a small case with nothing but the server's own SQL, slowly: the oracle is held against it, so that both, and the
 * generator's idea of which keys are equal, are known to be right. It knows neither limits, samples nor keys.
 */
public final class SqlSlicer {
    private final Databases databases;
    private final Case given;
    private final Map<String, Set<Long>> selected = new LinkedHashMap<>();
    private final Map<String, Set<Long>> copied = new LinkedHashMap<>();

    public SqlSlicer(Databases databases, Case given) {
        this.databases = databases;
        this.given = given;
        for (TableShape table : given.tables()) {
            selected.put(table.name(), new TreeSet<>());
            copied.put(table.name(), new TreeSet<>());
        }
    }

    public static boolean knows(Case given) {
        return given.tables().stream().allMatch(table -> {
            Choice choice = given.rules().of(table.name());
            if (choice instanceof Choice.Own own) {
                return own.limit().isEmpty()
                        && own.sample().isEmpty()
                        && own.keys().isEmpty();
            }
            return !(choice instanceof Choice.Join join)
                    || join.limit().isEmpty() && join.perParent().isEmpty();
        });
    }

    /** The {@code row_no}s of the slice by table. */
    public Map<String, Set<Long>> slice() throws SQLException {
        try (Connection connection = databases.server().connection(databases.source());
                Statement statement = connection.createStatement()) {
            for (String start : databases.sql().session()) {
                statement.execute(start);
            }
            for (TableShape table : given.tables()) {
                if (given.rules().of(table.name()) instanceof Choice.Own own) {
                    select(table.name(), numbers(statement, own(table, own)));
                }
            }
            boolean grew = true;
            while (grew) {
                grew = join(statement) | follow(statement);
            }
        }
        return copied;
    }

    private String own(TableShape table, Choice.Own own) {
        return "SELECT row_no FROM " + quote(table.name()) + " WHERE "
                + own.where().sql("");
    }

    private boolean join(Statement statement) throws SQLException {
        boolean grew = false;
        for (TableShape table : given.tables()) {
            if (given.rules().of(table.name()) instanceof Choice.Join join) {
                Ref reference = given.reference(join.reference());
                Set<Long> parents = (join.of() == Choice.Of.COPIED ? copied : selected).get(reference.parent());
                String query = "SELECT c.row_no " + pairs(reference) + " AND p.row_no IN " + list(parents);
                grew |= select(table.name(), numbers(statement, query));
            }
        }
        return grew;
    }

    private boolean follow(Statement statement) throws SQLException {
        boolean grew = false;
        for (Ref reference : given.references()) {
            if (reference.followed()) {
                String query = "SELECT p.row_no " + pairs(reference) + " AND c.row_no IN "
                        + list(copied.get(reference.child()));
                grew |= copied.get(reference.parent()).addAll(numbers(statement, query));
            }
        }
        return grew;
    }

    private String pairs(Ref reference) {
        StringBuilder query = new StringBuilder("FROM " + quote(reference.child()) + " c CROSS JOIN "
                + quote(reference.parent()) + " p WHERE "
                + reference.when().map(when -> "(" + when.sql("c.") + ")").orElse("1 = 1"));
        for (int position = 0; position < reference.childColumns().size(); position++) {
            query.append(" AND c.")
                    .append(quote(reference.childColumns().get(position)))
                    .append(" = p.")
                    .append(quote(reference.parentColumns().get(position)));
        }
        return query.toString();
    }

    private boolean select(String table, Collection<Long> numbers) {
        boolean grew = selected.get(table).addAll(numbers);
        return copied.get(table).addAll(numbers) | grew;
    }

    private static Set<Long> numbers(Statement statement, String query) throws SQLException {
        Set<Long> numbers = new TreeSet<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private String quote(String name) {
        return databases.sql().quote(name);
    }

    private static String list(Set<Long> numbers) {
        return numbers.isEmpty()
                ? "(-1)"
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
