package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Kind;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.Source;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DefinitionsIT {
    private static final List<String> OBJECTS = List.of(
            "CREATE EXTENSION citext",
            "CREATE SCHEMA app",
            "CREATE SCHEMA \"O dd\"",
            "CREATE COLLATION app.posix FROM \"C\"",
            "CREATE TYPE app.mood AS ENUM ('sad', 'o''k')",
            "CREATE TYPE app.pair AS (a int, b text COLLATE app.posix)",
            "CREATE TYPE app.span AS RANGE (subtype = float8, subtype_diff = float8mi)",
            "CREATE DOMAIN app.small AS int NOT NULL DEFAULT 3 CONSTRAINT low CHECK (value < 10)",
            "ALTER DOMAIN app.small ADD CONSTRAINT lower CHECK (value < 9) NOT VALID",
            "CREATE FUNCTION app.twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n * 2'",
            "CREATE SEQUENCE app.numbers AS int INCREMENT BY 5 MINVALUE 2 MAXVALUE 1000 START 7 CACHE 3 CYCLE",
            "CREATE TABLE app.one (id int GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 2) PRIMARY KEY,"
                    + " n int DEFAULT nextval('app.numbers'), s serial, m app.mood DEFAULT 'sad', d app.small,"
                    + " t text COLLATE app.posix, e citext NOT NULL UNIQUE, p app.pair, f int DEFAULT app.twice(4),"
                    + " CONSTRAINT positive CHECK (n > 0), CHECK (length(t) < 5))",
            "ALTER TABLE app.one ADD CONSTRAINT later CHECK (n < 1000) NOT VALID",
            "ALTER TABLE app.one ALTER t SET STORAGE EXTERNAL, ALTER t SET STATISTICS 77, ALTER n SET (n_distinct = -0.5)",
            "ALTER TABLE app.one REPLICA IDENTITY FULL",
            "CREATE TABLE \"O dd\".\"T\"\"\" (\"A b\" int, \"T\" text, PRIMARY KEY (\"A b\")) WITH (fillfactor = 70)",
            "ALTER TABLE \"O dd\".\"T\"\"\" ADD one int CONSTRAINT \"to one\" REFERENCES app.one DEFERRABLE",
            "CREATE TABLE app.nothing ()",
            "CREATE UNLOGGED TABLE app.light (id int, x int)",
            "ALTER TABLE app.light DROP COLUMN x",
            "CREATE TABLE app.elder (id int CHECK (id > 0), v text DEFAULT 'e')",
            "CREATE TABLE app.heir (more int) INHERITS (app.elder)",
            "ALTER TABLE app.heir ALTER v SET DEFAULT 'h'",
            "CREATE FUNCTION app.ones() RETURNS SETOF app.one LANGUAGE sql AS 'SELECT * FROM app.one'",
            "CREATE VIEW app.seen WITH (security_barrier) AS SELECT id, m, app.twice(n) AS double FROM app.one",
            "CREATE VIEW app.seen_again AS SELECT * FROM app.seen",
            "CREATE MATERIALIZED VIEW app.kept AS SELECT id FROM app.seen WITH NO DATA",
            "CREATE UNIQUE INDEX kept_id ON app.kept (id)",
            "CREATE INDEX partial ON app.one (lower(t), n DESC NULLS LAST) WHERE n > 3",
            "CREATE UNIQUE INDEX by_pattern ON app.one (t text_pattern_ops)",
            "CREATE TABLE app.busy (during int4range, EXCLUDE USING gist (during WITH &&))",
            "CREATE FUNCTION app.fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER fires BEFORE INSERT OR UPDATE OF n ON app.one FOR EACH ROW WHEN (NEW.n > 1)"
                    + " EXECUTE PROCEDURE app.fire()",
            "ALTER TABLE app.one ENABLE ALWAYS TRIGGER fires",
            "CREATE RULE quiet AS ON DELETE TO app.light DO INSTEAD NOTHING",
            "CREATE POLICY mine ON app.one AS RESTRICTIVE FOR UPDATE USING (n > 1) WITH CHECK (n > 2)",
            "ALTER TABLE app.one ENABLE ROW LEVEL SECURITY",
            "CREATE STATISTICS app.both (dependencies) ON n, d FROM app.one",
            "CREATE AGGREGATE app.total(int) (sfunc = int4pl, stype = int, initcond = '0')",
            "CREATE FUNCTION app.same(app.pair, app.pair) RETURNS boolean LANGUAGE sql AS 'SELECT $1.a = $2.a'",
            "CREATE OPERATOR app.=== (procedure = app.same, leftarg = app.pair, rightarg = app.pair)",
            "CREATE FUNCTION app.to_pair(int) RETURNS app.pair LANGUAGE sql AS 'SELECT ROW($1, NULL)::app.pair'",
            "CREATE CAST (int AS app.pair) WITH FUNCTION app.to_pair(int) AS ASSIGNMENT",
            "CREATE TEXT SEARCH DICTIONARY app.words (template = simple, accept = false)",
            "CREATE TEXT SEARCH CONFIGURATION app.search (copy = simple)",
            "ALTER TEXT SEARCH CONFIGURATION app.search ALTER MAPPING FOR word WITH app.words, simple",
            "CREATE TABLE app.parted (extra int, id int NOT NULL, at date NOT NULL, v text DEFAULT 'root')"
                    + " PARTITION BY RANGE (at)",
            "CREATE TABLE \"O dd\".low (v text DEFAULT 'low', at date NOT NULL, id int NOT NULL, extra int)"
                    + " PARTITION BY LIST (id)",
            "ALTER TABLE app.parted ATTACH PARTITION \"O dd\".low FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
            "CREATE TABLE app.lowest PARTITION OF \"O dd\".low FOR VALUES IN (1, 2)",
            "COMMENT ON TABLE app.one IS 'it''s one'",
            "COMMENT ON COLUMN app.one.n IS 'number'",
            "COMMENT ON CONSTRAINT positive ON app.one IS 'c'",
            "COMMENT ON FUNCTION app.twice(int) IS 'f'",
            "COMMENT ON SCHEMA app IS 's'",
            "COMMENT ON VIEW app.seen IS 'v'");

    private static final List<String> NEWER = List.of(
            "ALTER TABLE app.parted ADD CONSTRAINT whole PRIMARY KEY (at, id)",
            "CREATE INDEX everywhere ON app.parted (v)",
            "ALTER TABLE app.parted ADD CONSTRAINT once UNIQUE (id, at, extra)",
            "CREATE TABLE app.rest PARTITION OF app.parted DEFAULT",
            "CREATE TRIGGER parted_fires AFTER INSERT ON app.parted FOR EACH ROW EXECUTE PROCEDURE app.fire()",
            "CREATE TABLE app.points (id int, at date, FOREIGN KEY (at, id) REFERENCES app.parted)",
            "CREATE TABLE app.made (a int, b int GENERATED ALWAYS AS (a * 2) STORED)",
            "CREATE INDEX including ON app.one (n) INCLUDE (t)",
            "CREATE PROCEDURE app.act(x int) LANGUAGE plpgsql AS 'BEGIN END'",
            "CREATE COLLATION app.blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
            "CREATE TABLE app.named (x int CONSTRAINT there NOT NULL, y text COLLATE app.blind)");

    /** What the server says of its objects, without their numbers: shared by nothing that writes definitions. */
    private static final List<String> QUESTIONS = List.of(
            "SELECT n.nspname || '.' || c.relname || c.relkind::text || c.relpersistence::text || c.relispartition"
                    + " || coalesce(c.reloptions::text, '') || coalesce(pg_get_expr(c.relpartbound, c.oid), '')"
                    + " || c.relreplident::text || c.relrowsecurity FROM pg_class c JOIN pg_namespace n"
                    + " ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'",
            "SELECT a.attrelid::regclass || '.' || a.attname || row_number() OVER (PARTITION BY attrelid ORDER BY attnum)"
                    + " || format_type(atttypid, atttypmod) || attnotnull || attstorage::text || attidentity::text"
                    + " || coalesce(attstattarget, -1) || coalesce(attoptions::text, '') || attislocal || attinhcount"
                    + " || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || attcollation::regcollation"
                    + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid"
                    + " AND d.adnum = a.attnum WHERE NOT attisdropped AND attnum > 0 AND n.nspname !~ '^pg_'"
                    + " AND n.nspname <> 'information_schema'",
            "SELECT conrelid::regclass || contypid::regtype::text || conname || pg_get_constraintdef(oid) || convalidated"
                    + " || conislocal || (contype = 'c' AND connoinherit) FROM pg_constraint WHERE contype <> 'f' AND oid >= 16384",
            "SELECT indexrelid::regclass || pg_get_indexdef(indexrelid) || indisvalid FROM pg_index WHERE indexrelid >= 16384"
                    + " AND indrelid::regclass::text !~ 'pg_toast'",
            "SELECT inhrelid::regclass || '<' || inhparent::regclass FROM pg_inherits",
            "SELECT p.oid::regprocedure || CASE WHEN prokind = 'a' THEN '' ELSE pg_get_functiondef(p.oid) END"
                    + " FROM pg_proc p WHERE oid >= 16384",
            "SELECT schemaname || viewname || definition FROM pg_views WHERE schemaname IN ('app', 'O dd')",
            "SELECT schemaname || matviewname || definition || ispopulated FROM pg_matviews",
            "SELECT tgrelid::regclass || pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal",
            "SELECT pg_get_ruledef(oid) FROM pg_rewrite WHERE oid >= 16384 AND rulename <> '_RETURN'",
            "SELECT pol::text FROM pg_policies pol",
            "SELECT pg_get_statisticsobjdef(oid) FROM pg_statistic_ext",
            "SELECT s::text FROM (SELECT schemaname, sequencename, data_type, start_value, min_value, max_value,"
                    + " increment_by, cycle, cache_size FROM pg_sequences) s",
            "SELECT d.objid::regclass || ' owned by ' || d.refobjid::regclass || d.refobjsubid FROM pg_depend d"
                    + " JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' WHERE d.deptype = 'a'",
            "SELECT t.oid::regtype || typtype::text || typnotnull || coalesce(typdefault, '') || typbasetype::regtype"
                    + " FROM pg_type t WHERE oid >= 16384 AND oid::regtype::text !~ 'pg_toast'",
            "SELECT enumtypid::regtype || enumlabel || row_number() OVER (PARTITION BY enumtypid ORDER BY enumsortorder)"
                    + " FROM pg_enum",
            "SELECT rngtypid::regtype || rngsubtype::regtype::text || rngsubdiff::text FROM pg_range WHERE rngtypid >= 16384",
            "SELECT (pg_identify_object(classoid, objoid, objsubid)).identity || description FROM pg_description"
                    + " WHERE objoid >= 16384",
            "SELECT castsource::regtype::text || casttarget::regtype || castfunc::regprocedure || castcontext::text"
                    + " FROM pg_cast WHERE oid >= 16384",
            "SELECT oid::regoperator || oprcode::text FROM pg_operator WHERE oid >= 16384",
            "SELECT mapcfg::regconfig || maptokentype::text || mapseqno || mapdict::regdictionary FROM pg_ts_config_map"
                    + " WHERE mapcfg >= 16384");

    private static final Set<Kind> BEFORE_ROWS =
            EnumSet.of(Kind.SCHEMA, Kind.EXTENSION, Kind.TYPE, Kind.ROUTINE, Kind.SEQUENCE, Kind.TABLE);

    @Test
    void recreatesEverythingOnTheNewestServer() throws SQLException {
        List<String> all = new ArrayList<>(OBJECTS);
        all.addAll(NEWER);
        recreates(Servers.postgresql(), all);
    }

    @Test
    void recreatesEverythingOnTheOldestServer() throws SQLException {
        recreates(Servers.oldPostgresql(), OBJECTS);
    }

    private static void recreates(TestServer server, List<String> statements) throws SQLException {
        server.createDatabase("original");
        server.execute("original", statements.toArray(String[]::new));
        server.createDatabase("clone");
        List<Definition> definitions;
        try (Source source = Databases.source(server, "original")) {
            Definitions reader = source.definitions();
            definitions = reader.all(scope(table -> true));
            create(server, definitions);
            assertEquals(List.of(), reader.notices());
            compare(server);
            for (Definition key : reader.foreignKeys(source.catalog().tables().keySet(), Definitions.Proof.CHECKED)) {
                server.execute("clone", key.create().toArray(String[]::new));
            }
        }
        String foreignKeys = "SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated"
                + " FROM pg_constraint WHERE contype = 'f'";
        assertEquals(answer(server, "original", foreignKeys), answer(server, "clone", foreignKeys));
        drop(server, definitions);
    }

    /** Rows come between tables and the rest. */
    private static void create(TestServer server, List<Definition> definitions) throws SQLException {
        List<Definition> order = new ArrayList<>(
                definitions.stream().filter(d -> BEFORE_ROWS.contains(d.kind())).toList());
        definitions.stream().filter(d -> d.kind() == Kind.INDEX).forEach(order::add);
        definitions.stream()
                .filter(d -> !BEFORE_ROWS.contains(d.kind()) && d.kind() != Kind.INDEX)
                .forEach(order::add);
        for (Definition definition : order) {
            try {
                server.execute(
                        "clone",
                        java.util.stream.Stream.concat(
                                        java.util.stream.Stream.of(
                                                "SET search_path = ''", "SET check_function_bodies = off"),
                                        definition.create().stream())
                                .toArray(String[]::new));
            } catch (SQLException e) {
                throw new AssertionError(definition + "\n" + e.getMessage(), e);
            }
        }
    }

    private static void compare(TestServer server) throws SQLException {
        int version = Integer.parseInt(server.value("", "SHOW server_version_num"));
        for (String question : QUESTIONS) {
            String asked = version >= 130000 ? question : question.replace("::regcollation", "::text");
            if (version < 110000) {
                asked = asked.replace("prokind = 'a'", "proisagg");
            }
            if (version >= 130000 || !asked.contains("attcollation")) {
                assertEquals(answer(server, "original", asked), answer(server, "clone", asked));
            }
        }
    }

    private static String answer(TestServer server, String database, String question) throws SQLException {
        List<String> rows = Databases.rows(server, database, question);
        Collections.sort(rows);
        return String.join("\n", rows);
    }

    private static void drop(TestServer server, List<Definition> definitions) throws SQLException {
        List<Definition> reversed = new ArrayList<>(definitions);
        Collections.reverse(reversed);
        for (Definition definition : reversed) {
            server.execute("clone", definition.drop().toArray(String[]::new));
        }
        assertEquals(
                "0",
                server.value(
                        "clone",
                        "SELECT count(*) FROM pg_class WHERE relnamespace IN ('app'::regnamespace, '\"O dd\"'::regnamespace)"));
    }

    @Test
    void leavesOutWhatDependsOnATableThatIsLeftOut() throws SQLException {
        TestServer server = Servers.postgresql();
        server.createDatabase("parts");
        server.execute(
                "parts",
                "CREATE TABLE gone (id int PRIMARY KEY)",
                "CREATE TABLE stays (id int PRIMARY KEY)",
                "CREATE INDEX i ON gone (id)",
                "CREATE VIEW both_of_them AS SELECT gone.id FROM gone, stays",
                "CREATE VIEW upon AS SELECT * FROM both_of_them",
                "CREATE VIEW one AS SELECT * FROM stays");
        try (Source source = Databases.source(server, "parts")) {
            Definitions definitions = source.definitions();
            List<String> names = definitions.all(scope(table -> !table.name().equals("gone"))).stream()
                    .map(Definition::name)
                    .toList();
            assertEquals(List.of("public", "public.stays", "public.one"), names);
            assertEquals(2, definitions.notices().size());
            assertTrue(definitions.notices().get(0).contains("both_of_them"));
        }
    }

    private static CloneScope scope(Predicate<TableName> tables) {
        return new CloneScope(tables, "clone", CloneScope.Indexes.AFTER_ROWS, CloneScope.Events.DISABLED);
    }
}
