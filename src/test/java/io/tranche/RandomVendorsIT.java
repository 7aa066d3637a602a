package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.VendorKinds.Kind;
import io.tranche.VendorKinds.Value;
import io.tranche.VendorScene.Source;
import io.tranche.config.Vendor;
import io.tranche.run.DifferenceOutput;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two random states of random tables, one of each vendor: what is found to differ is what differs in memory.
 *
 * <p>{@code -Dtranche.random.vendors=n} compares n tables a server from {@code -Dtranche.random.seed=s} on.
 */
class RandomVendorsIT {
    private static final int TABLES = Integer.getInteger("tranche.random.vendors", 25);
    private static final long SEED = Long.getLong("tranche.random.seed", 1);

    @TempDir
    Path folder;

    /** @param key how many of the first columns are the key; 0: there is none */
    private record Table(
            String name, List<Kind> columns, int key, List<List<Value>> mysql, List<List<Value>> postgresql) {
        String expected(Source source) {
            return source == Source.MYSQL ? expected(mysql, postgresql) : expected(postgresql, mysql);
        }

        private String expected(List<List<Value>> ours, List<List<Value>> theirs) {
            Map<String, List<String>> left = byKey(ours);
            Map<String, List<String>> right = byKey(theirs);
            int equal = 0;
            int missing = 0;
            int changed = 0;
            for (Map.Entry<String, List<String>> group : left.entrySet()) {
                List<String> counterparts = right.getOrDefault(group.getKey(), new ArrayList<>());
                for (String row : group.getValue()) {
                    if (counterparts.remove(row)) {
                        equal++;
                    } else if (counterparts.isEmpty()) {
                        missing++;
                    } else {
                        counterparts.remove(0);
                        changed++;
                    }
                }
            }
            int extra = right.values().stream().mapToInt(List::size).sum();
            return "%s = %d + %d - %d ~ %d".formatted(name, equal, missing, extra, changed);
        }

        private Map<String, List<String>> byKey(List<List<Value>> rows) {
            Map<String, List<String>> byKey = new HashMap<>();
            for (List<Value> row : rows) {
                String whole = identity(row, row.size());
                byKey.computeIfAbsent(key == 0 ? whole : identity(row, key), any -> new ArrayList<>())
                        .add(whole);
            }
            return byKey;
        }

        static String identity(List<Value> row, int columns) {
            return row.subList(0, columns).stream().map(Value::identity).collect(Collectors.joining(" | "));
        }
    }

    private static Table random(long seed) {
        Random random = new Random(seed);
        List<Kind> kinds = VendorKinds.all();
        int key = random.nextInt(3);
        // MySQL has no keys of JSON, and takes floats for keys at their printed value
        List<Kind> keys = kinds.stream()
                .filter(kind -> !List.of("json", "double", "real").contains(kind.name()))
                .toList();
        List<Kind> columns = new ArrayList<>();
        for (int i = 0; i < key; i++) {
            columns.add(keys.get(random.nextInt(keys.size())));
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            columns.add(kinds.get(random.nextInt(kinds.size())));
        }
        List<List<Value>> ours = rows(random, columns, key);
        List<List<Value>> theirs = new ArrayList<>();
        for (List<Value> row : ours) {
            if (random.nextInt(5) > 0) {
                List<Value> other = new ArrayList<>(row);
                if (random.nextInt(4) == 0 && columns.size() > key) {
                    int column = key + random.nextInt(columns.size() - key);
                    other.set(column, value(random, columns.get(column)));
                }
                theirs.add(other);
            }
        }
        theirs.addAll(rows(random, columns, key));
        return new Table("t" + seed, columns, key, ours, distinct(theirs, key));
    }

    private static List<List<Value>> rows(Random random, List<Kind> columns, int key) {
        List<List<Value>> rows = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            List<Value> row = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                row.add(c < key ? columns.get(c).values().apply(random) : value(random, columns.get(c)));
            }
            rows.add(row);
        }
        return distinct(rows, key);
    }

    private static Value value(Random random, Kind kind) {
        return random.nextInt(6) == 0 ? Value.NULL : kind.values().apply(random);
    }

    /** One row a key. */
    private static List<List<Value>> distinct(List<List<Value>> rows, int key) {
        if (key == 0) {
            return rows;
        }
        Map<String, List<Value>> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.putIfAbsent(Table.identity(row, key), row));
        return List.copyOf(byKey.values());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL})
    void findsWhatDiffersInMemory(TestServer server) throws SQLException {
        VendorScene scene = new VendorScene(server, Servers.postgresql(), folder);
        List<Table> tables = new ArrayList<>();
        List<String> mysql = new ArrayList<>(List.of("SET sql_mode = ''"));
        List<String> postgresql = new ArrayList<>();
        for (long seed = SEED; seed < SEED + TABLES; seed++) {
            Table table = random(seed);
            tables.add(table);
            mysql.addAll(statements(table, Kind::mysql, table.mysql(), Value::mysql));
            postgresql.addAll(statements(table, Kind::postgresql, table.postgresql(), Value::postgresql));
        }
        scene.mysql(mysql.toArray(String[]::new)).postgresql(postgresql.toArray(String[]::new));
        for (Source source : Source.values()) {
            assertEquals(
                    tables.stream()
                            .map(table -> table.expected(source))
                            .sorted()
                            .collect(Collectors.joining("\n")),
                    scene.diff(source, DifferenceOutput.NONE).tables().stream()
                            .map(line -> "%s = %d + %d - %d ~ %d"
                                            .formatted(
                                                    line.table(),
                                                    line.equal(),
                                                    line.missing(),
                                                    line.extra(),
                                                    line.changed())
                                    + line.error().map(error -> " " + error).orElse(""))
                            .sorted()
                            .collect(Collectors.joining("\n")));
        }
    }

    private interface Side<T> {
        String of(T value);
    }

    private static List<String> statements(
            Table table, Side<Kind> types, List<List<Value>> rows, Side<Value> literals) {
        String columns = IntStream.range(0, table.columns().size())
                .mapToObj(i ->
                        "c" + i + " " + types.of(table.columns().get(i)) + (i < table.key() ? " NOT NULL" : " NULL"))
                .collect(Collectors.joining(", "));
        String key = IntStream.range(0, table.key()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + table.name() + " (" + columns
                + (key.isEmpty() ? "" : ", PRIMARY KEY (" + key + ")") + ")");
        if (!rows.isEmpty()) {
            statements.add("INSERT INTO " + table.name() + " VALUES "
                    + rows.stream()
                            .map(row -> row.stream().map(literals::of).collect(Collectors.joining(",", "(", ")")))
                            .collect(Collectors.joining(",")));
        }
        return statements;
    }
}
