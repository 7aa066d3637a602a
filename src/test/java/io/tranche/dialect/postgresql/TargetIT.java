package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Dialect.ReservedType;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.dialect.Target.Rights;
import io.tranche.dialect.TargetSession;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetIT {
    private static final PostgreSqlDialect DIALECT = PostgreSqlDialect.INSTANCE;
    private static final TableName PARENT = new TableName("public", "parent");
    private static final TableName CHILD = new TableName("public", "child");

    private TestServer server;

    @BeforeEach
    void fill() throws SQLException {
        server = Servers.postgresql();
        server.createDatabase("goal");
        server.execute(
                "goal",
                "DO $$ BEGIN CREATE ROLE tranche_owner LOGIN PASSWORD 'secret';"
                        + " EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT CREATE ON DATABASE goal TO tranche_owner",
                "GRANT CREATE, USAGE ON SCHEMA public TO tranche_owner",
                "SET ROLE tranche_owner",
                "CREATE SEQUENCE shared START 5",
                "CREATE TABLE parent (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v varchar(3) NOT NULL)",
                "CREATE TABLE child (id int PRIMARY KEY DEFAULT nextval('shared'),"
                        + " parent int REFERENCES parent ON DELETE CASCADE)",
                "CREATE TABLE outside (id bigserial PRIMARY KEY, parent int REFERENCES parent)",
                "CREATE TABLE fired (what text)",
                "CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN INSERT INTO public.fired VALUES (TG_NAME); RETURN NEW; END'",
                "CREATE TRIGGER ordinary BEFORE INSERT ON parent FOR EACH ROW EXECUTE PROCEDURE fire()",
                "CREATE TRIGGER eternal BEFORE INSERT ON parent FOR EACH ROW EXECUTE PROCEDURE fire()",
                "ALTER TABLE parent ENABLE ALWAYS TRIGGER eternal",
                "CREATE TRIGGER sleeping BEFORE INSERT ON parent FOR EACH ROW EXECUTE PROCEDURE fire()",
                "ALTER TABLE parent DISABLE TRIGGER sleeping");
    }

    private Target administrators() {
        return Databases.target(server, "goal");
    }

    private Target owners() {
        return DIALECT.openTarget(Databases.with(server.config("goal"), "tranche_owner", "secret"), Listener.NONE);
    }

    private static LineBatch lines(String... lines) {
        LineBatch batch = new LineBatch(64);
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            batch.line(bytes, 0, bytes.length);
        }
        return batch;
    }

    private static void load(Target target, TableName name, String... lines) {
        Table table = target.catalog().table(name);
        try (TargetSession session = target.session()) {
            RowSink sink = session.load(table, table.columns());
            sink.write(lines(lines));
            assertEquals(lines.length, sink.finish());
            session.commit();
        }
    }

    private static void run(Target target, List<String> statements) {
        try (TargetSession session = target.session()) {
            statements.forEach(session::execute);
            session.commit();
        }
    }

    @Test
    void loadsAsAnAdministratorWithoutTriggersAndForeignKeys() throws SQLException {
        try (Target target = administrators()) {
            List<Definition> disturbing = target.disturbing(List.of(PARENT, CHILD));
            assertEquals(
                    List.of("eternal"),
                    disturbing.stream().map(Definition::name).toList());
            loadBetween(target, disturbing);
        }
    }

    @Test
    void loadsAsAnOrdinaryOwnerWithoutTriggersAndForeignKeys() throws SQLException {
        try (Target target = owners()) {
            assertEquals(
                    List.of(), target.missingRights(target.catalog().tables().values(), Rights.LOAD));
            List<Definition> disturbing = target.disturbing(List.of(PARENT, CHILD));
            assertEquals(
                    List.of(
                            "child_parent_fkey of public.child",
                            "outside_parent_fkey of public.outside",
                            "eternal",
                            "ordinary"),
                    disturbing.stream().map(Definition::name).toList());
            loadBetween(target, disturbing);
        }
    }

    private void loadBetween(Target target, List<Definition> disturbing) throws SQLException {
        String before = shape();
        disturbing.forEach(definition -> run(target, definition.drop()));
        load(target, PARENT, "7\tabc");
        load(target, CHILD, "1\t99");
        assertEquals("0", server.value("goal", "SELECT count(*) FROM fired"));
        run(target, List.of("DELETE FROM child"));
        disturbing.forEach(definition -> run(target, definition.create()));
        assertEquals(before, shape());
    }

    private String shape() throws SQLException {
        return server.value(
                        "goal",
                        "SELECT string_agg(tgname || tgenabled::text, ',' ORDER BY tgname) FROM pg_trigger"
                                + " WHERE NOT tgisinternal")
                + server.value(
                        "goal",
                        "SELECT string_agg(conname || pg_get_constraintdef(oid) || convalidated::text, ','"
                                + " ORDER BY conname) FROM pg_constraint WHERE contype = 'f'");
    }

    @Test
    void emptiesTablesThatOthersReferTo() {
        for (Target opened : List.of(administrators(), owners())) {
            try (Target target = opened) {
                target.disturbing(List.of(PARENT, CHILD)).forEach(definition -> run(target, definition.drop()));
                load(target, PARENT, "1\ta", "2\tb");
                load(target, CHILD, "1\t1");
                assertTrue(target.holdsRows(PARENT));
                target.empty(List.of(PARENT, CHILD));
                assertFalse(target.holdsRows(PARENT));
                assertFalse(target.holdsRows(CHILD));
            }
        }
    }

    @Test
    void movesSequencesPastTheHighestValueButNeverBack() throws SQLException {
        try (Target target = owners()) {
            target.disturbing(List.of(PARENT, CHILD)).forEach(definition -> run(target, definition.drop()));
            load(target, PARENT, "41\ta");
            load(target, CHILD, "1\t41");
            target.advanceCounters(List.of(PARENT, CHILD, new TableName("public", "outside")));
            assertEquals("42", server.value("goal", "SELECT nextval('parent_id_seq')"));
            assertEquals("5", server.value("goal", "SELECT nextval('shared')"));
            load(target, CHILD, "100\t41");
            target.advanceCounters(List.of(CHILD));
            assertEquals("101", server.value("goal", "SELECT nextval('shared')"));
            assertEquals("1", server.value("goal", "SELECT nextval('outside_id_seq')"));
            target.refreshStatistics(List.of(PARENT, CHILD));
        }
    }

    @Test
    void namesTableKeyAndReasonOfARefusedRow() {
        try (Target target = administrators();
                TargetSession session = target.session()) {
            Table parent = target.catalog().table(PARENT);
            for (RowSink sink : List.of(session.load(parent, parent.columns()))) {
                sink.write(lines("1\ta", "2\ttoo long", "3\tc"));
                RunFailure failure = assertThrows(RunFailure.class, sink::finish);
                sink.abort();
                session.rollback();
                assertEquals(
                        "The target refuses rows of public.parent, the row with id = 2, column v:"
                                + " value too long for type character varying(3) (SQLSTATE 22001).",
                        failure.getMessage());
            }
            RowSink strict = session.loadStrictly(parent, parent.columns());
            strict.write(lines("1\ta"));
            RunFailure failure = assertThrows(RunFailure.class, () -> strict.write(lines("5\tb", "x\tc")));
            session.rollback();
            assertEquals(
                    "The target refuses rows of public.parent, the row with id = x, column id:"
                            + " invalid input syntax for type integer (SQLSTATE 22P02).",
                    failure.getMessage());
            RowSink twice = session.load(parent, parent.columns());
            twice.write(lines("1\ta", "1\tb"));
            failure = assertThrows(RunFailure.class, twice::finish);
            session.rollback();
            assertEquals(
                    "The target refuses rows of public.parent, the row with id = 1: duplicate key value violates"
                            + " unique constraint \"parent_pkey\" (SQLSTATE 23505).",
                    failure.getMessage());
            assertEquals(List.of(List.of("0")), session.rows("SELECT count(*) FROM parent"));
        }
    }

    @Test
    void abortsALoadAndLeavesTheSessionFitForMore() {
        try (Target target = administrators();
                TargetSession session = target.session()) {
            Table parent = target.catalog().table(PARENT);
            RowSink sink = session.load(parent, parent.columns());
            sink.write(lines("1\ta"));
            sink.abort();
            session.rollback();
            RowSink again = session.load(parent, parent.columns());
            again.write(lines("1\ta"));
            assertEquals(1, again.finish());
            session.commit();
            assertTrue(target.holdsRows(PARENT));
        }
    }

    @Test
    void loadsManyBatchesWithWhatWasCutAndDropped() throws SQLException {
        try (Target target = administrators()) {
            Table child = target.catalog().table(CHILD);
            try (TargetSession session = target.session()) {
                RowSink sink = session.load(child, child.columns());
                for (int i = 0; i < 200; i++) {
                    LineBatch batch = new LineBatch(1 << 16);
                    for (int row = 0; row < 1000; row++) {
                        byte[] line = ("carried\t" + (i * 1000 + row) + "\t\\N").getBytes(StandardCharsets.US_ASCII);
                        batch.line(line, 0, line.length);
                    }
                    batch.cut(1);
                    java.util.BitSet even = new java.util.BitSet();
                    for (int row = 0; row < 1000; row += 2) {
                        even.set(row);
                    }
                    batch.keep(even);
                    sink.write(batch);
                }
                assertEquals(100_000, sink.finish());
                session.commit();
            }
            assertEquals("100000 9999900000", server.value("goal", "SELECT count(*) || ' ' || sum(id) FROM child"));
        }
    }

    @Test
    void namesThePrivilegesThatAreMissing() throws SQLException {
        server.execute(
                "goal",
                "DO $$ BEGIN CREATE ROLE tranche_guest LOGIN PASSWORD 'secret';"
                        + " EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT SELECT, INSERT ON parent TO tranche_guest");
        try (Target target =
                DIALECT.openTarget(Databases.with(server.config("goal"), "tranche_guest", "secret"), Listener.NONE)) {
            var problems = target.missingRights(List.of(target.catalog().table(PARENT)), Rights.LOAD);
            assertEquals(2, problems.size(), problems.toString());
            assertTrue(problems.get(0).toString().contains("GRANT CREATE ON DATABASE \"goal\""), problems.toString());
            assertEquals(
                    "user tranche_guest lacks TRUNCATE or DELETE, its ownership (triggers and foreign keys must be"
                            + " switched off).",
                    problems.get(1).what());
        }
    }

    @Test
    void keepsAReservedTableAndRemovesItWithItsSchema() {
        try (Target target = owners();
                TargetSession session = target.session()) {
            for (String name : List.of("one", "two")) {
                DIALECT.createReserved(name, Map.of("id", ReservedType.NAME), List.of("id"))
                        .forEach(session::execute);
            }
            session.execute("INSERT INTO tranche.one (id) VALUES (?)", "ü'?");
            session.commit();
            assertTrue(target.exists(DIALECT.reserved("one")));
            assertEquals(List.of(List.of("ü'?")), session.rows("SELECT id FROM tranche.one WHERE id = ?", "ü'?"));
            assertFalse(target.catalog().contains(DIALECT.reserved("one")));
            DIALECT.dropReserved("one").forEach(session::execute);
            session.commit();
            assertFalse(target.exists(DIALECT.reserved("one")));
            assertTrue(target.exists(DIALECT.reserved("two")));
            DIALECT.dropReserved("two").forEach(session::execute);
            session.commit();
            assertEquals(List.of(), session.rows("SELECT 1 FROM pg_namespace WHERE nspname = 'tranche'"));
        }
    }

    @Test
    void sortsFailuresByWhatCanBeDone() {
        try (Target target = administrators();
                TargetSession session = target.session()) {
            assertEquals(
                    SqlFailure.Kind.STRUCTURE_CHANGED,
                    assertThrows(SqlFailure.class, () -> session.execute("SELECT * FROM missing"))
                            .kind());
            session.rollback();
            assertThrows(SqlFailure.class, () -> session.execute("SELECT pg_terminate_backend(pg_backend_pid())"));
        }
    }
}
