package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.progress.Listener;
import io.tranche.schema.SchemaCopier;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DefinitionsIT {
    private static final String COMMENTS =
            "SELECT (pg_identify_object(classoid, objoid, objsubid)).identity || description FROM pg_description"
                    + " WHERE objoid >= 16384";

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
            "SELECT t.oid::regtype || typtype::text || typnotnull || coalesce(pg_get_expr(typdefaultbin, 0), '') || typbasetype::regtype"
                    + " FROM pg_type t WHERE oid >= 16384 AND oid::regtype::text !~ 'pg_toast'",
            "SELECT enumtypid::regtype || enumlabel || row_number() OVER (PARTITION BY enumtypid ORDER BY enumsortorder)"
                    + " FROM pg_enum",
            "SELECT rngtypid::regtype || rngsubtype::regtype::text || rngsubdiff::text FROM pg_range WHERE rngtypid >= 16384",
            COMMENTS + " AND objoid NOT IN (SELECT oid FROM pg_constraint WHERE contype = 'f')",
            "SELECT castsource::regtype::text || casttarget::regtype || castfunc::regprocedure || castcontext::text"
                    + " FROM pg_cast WHERE oid >= 16384",
            "SELECT oid::regoperator || oprcode::text FROM pg_operator WHERE oid >= 16384",
            "SELECT mapcfg::regconfig || maptokentype::text || mapseqno || mapdict::regdictionary FROM pg_ts_config_map"
                    + " WHERE mapcfg >= 16384");

    @Test
    void recreatesEverythingOnTheNewestServer() throws Exception {
        recreates(Servers.postgresql());
    }

    @Test
    void recreatesEverythingOnTheOldestServer() throws Exception {
        recreates(Servers.oldPostgresql());
    }

    private static void recreates(TestServer server) throws Exception {
        Features.load(server, "original");
        server.createDatabase("clone");
        List<Definition> definitions;
        try (Source source = Databases.source(server, "original");
                Target target = PostgreSqlDialect.INSTANCE.openTarget(server.config("clone"), Listener.NONE)) {
            Definitions reader = source.definitions();
            definitions = reader.all(scope(table -> true));
            SchemaCopier copier = new SchemaCopier(target::definer, Listener.NONE, 2);
            copier.createTables(definitions);
            copier.finish(definitions);
            copier.failIfRefused();
            assertEquals(List.of(), reader.notices());
            compare(server);
            copier.finish(reader.foreignKeys(source.catalog().tables().keySet(), Definitions.Proof.CHECKED));
            copier.failIfRefused();
        }
        String foreignKeys = "SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated"
                + " FROM pg_constraint WHERE contype = 'f'";
        assertEquals(answer(server, "original", foreignKeys), answer(server, "clone", foreignKeys));
        assertEquals(answer(server, "original", COMMENTS), answer(server, "clone", COMMENTS));
        drop(server, definitions);
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

    /** Partitions' keys become parts of their root's; a function of SQL may stand upon a key, and a table upon the function. */
    @Test
    void buildsPrimaryKeysAfterTheRowsWhereNothingNeedsThemBefore() throws SQLException {
        TestServer server = Servers.postgresql();
        server.createDatabase("keys");
        server.execute(
                "keys",
                "CREATE TABLE plain (id int PRIMARY KEY, n int)",
                "CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE part PARTITION OF parted FOR VALUES FROM (0) TO (9)",
                "CREATE TABLE counted (id int PRIMARY KEY)",
                "CREATE FUNCTION upsert(k int) RETURNS int LANGUAGE sql BEGIN ATOMIC INSERT INTO counted VALUES (k) ON"
                        + " CONFLICT ON CONSTRAINT counted_pkey DO NOTHING RETURNING id; END",
                "CREATE TABLE user_of_it (id int DEFAULT upsert(1))");
        try (Source source = Databases.source(server, "keys")) {
            Map<String, Definition.Stage> stages = source.definitions().all(scope(table -> true)).stream()
                    .filter(definition -> definition.kind() == Definition.Kind.INDEX)
                    .collect(Collectors.toMap(Definition::name, Definition::stage));
            assertEquals(
                    Map.of(
                            "public.plain_pkey", Definition.Stage.AFTER_ROWS,
                            "public.counted_pkey", Definition.Stage.BEFORE_ROWS),
                    stages);
        }
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
            assertEquals(List.of("public", "public.stays", "public.stays_pkey", "public.one"), names);
            assertEquals(2, definitions.notices().size());
            assertTrue(definitions.notices().get(0).contains("both_of_them"));
        }
    }

    private static CloneScope scope(Predicate<TableName> tables) {
        return new CloneScope(tables, "clone", CloneScope.Indexes.AFTER_ROWS, CloneScope.Events.DISABLED);
    }
}
