package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.PostgreSqlText.name;
import static io.tranche.proof.schema.random.PostgreSqlText.text;

import io.tranche.proof.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** What a random schema of PostgreSQL has so far, for what comes next. Names in it are quoted and have their schema. */
final class PostgreSqlMaking {
    private final Dice dice;
    private final Words words;
    private final int version;
    private final List<String> statements = new ArrayList<>();
    private final List<String> schemas = new ArrayList<>(List.of("public"));
    private final List<String> commented = new ArrayList<>();
    final List<Column.Type> types = new ArrayList<>(Column.Type.BUILT_IN);
    final List<Table> tables = new ArrayList<>();
    final List<String> views = new ArrayList<>();
    final List<String> sequences = new ArrayList<>();
    final List<String> triggerFunctions = new ArrayList<>();

    /** Functions from int to int that never change their mind. */
    final List<String> functions = new ArrayList<>();

    /** A column of a table that was made. */
    record Column(String name, Type type) {
        /**
         * @param values expressions for defaults
         * @param sort what can be done with it
         */
        record Type(String sql, List<String> values, Sort sort) {
            enum Sort {
                NUMBER,
                TEXT,
                ORDERED,
                OTHER
            }

            static final List<Type> BUILT_IN = List.of(
                    new Type("integer", List.of("7", "(1 + 2)", "'-5'::integer", "length('it''s')"), Sort.NUMBER),
                    new Type("bigint", List.of("0", "9223372036854775807", "(random() * 5)::bigint"), Sort.NUMBER),
                    new Type("smallint", List.of("1"), Sort.NUMBER),
                    new Type("numeric(8,2)", List.of("1.50", "'-0.5'", "'NaN'"), Sort.NUMBER),
                    new Type("double precision", List.of("1e100", "'Infinity'"), Sort.NUMBER),
                    new Type("real", List.of("0.1"), Sort.NUMBER),
                    new Type(
                            "text",
                            List.of("'it''s'", "E'a\\\\b\\n'", "lower('X')", "''", "CURRENT_USER", "'ü$$'"),
                            Sort.TEXT),
                    new Type("varchar(20)", List.of("'a'", "'a' || 'b'"), Sort.TEXT),
                    new Type("character varying", List.of("NULL"), Sort.TEXT),
                    new Type("char(4)", List.of("'ab'", "'x'"), Sort.TEXT),
                    new Type("boolean", List.of("true", "NOT true", "(1 = 2) IS NOT TRUE"), Sort.ORDERED),
                    new Type(
                            "date",
                            List.of("CURRENT_DATE", "'2020-02-03'", "'infinity'", "now()::date + 1"),
                            Sort.ORDERED),
                    new Type(
                            "timestamp(3) without time zone",
                            List.of("LOCALTIMESTAMP", "now()", "'epoch'"),
                            Sort.ORDERED),
                    new Type(
                            "timestamp with time zone",
                            List.of("now()", "CURRENT_TIMESTAMP", "(clock_timestamp() AT TIME ZONE 'UTC')"),
                            Sort.ORDERED),
                    new Type("time(2)", List.of("'04:05'", "LOCALTIME"), Sort.ORDERED),
                    new Type("interval day to second(3)", List.of("'1 day 2 seconds'"), Sort.ORDERED),
                    new Type("interval", List.of("'1 mon'", "make_interval(days => 3)"), Sort.ORDERED),
                    new Type("uuid", List.of("'00000000-0000-0000-0000-000000000000'"), Sort.ORDERED),
                    new Type("bytea", List.of("'\\x00ff'", "decode('00', 'hex')"), Sort.ORDERED),
                    new Type("inet", List.of("'10.0.0.1/8'", "inet_client_addr()"), Sort.ORDERED),
                    new Type("jsonb", List.of("'{\"a\": \"it''s\"}'", "jsonb_build_object('k', 1)"), Sort.ORDERED),
                    new Type("json", List.of("'[1, null]'"), Sort.OTHER),
                    new Type("point", List.of("'(1,2)'", "point(1, 2)"), Sort.OTHER),
                    new Type("int4range", List.of("'[1,5)'", "int4range(1, 5)"), Sort.ORDERED),
                    new Type("tsvector", List.of("to_tsvector('simple', 'a')"), Sort.ORDERED),
                    new Type("text[]", List.of("'{}'", "ARRAY['a', 'it''s']", "ARRAY[]::text[]"), Sort.ORDERED),
                    new Type("integer[][]", List.of("'{{1,2},{3,4}}'"), Sort.ORDERED),
                    new Type("bit(3)", List.of("B'101'", "X'5'::bit(3)"), Sort.ORDERED),
                    new Type("bit varying(9)", List.of("B''"), Sort.ORDERED),
                    new Type("money", List.of("'12.34'"), Sort.ORDERED),
                    new Type("\"char\"", List.of("'a'"), Sort.ORDERED),
                    new Type("name", List.of("'n'"), Sort.ORDERED),
                    new Type("oid", List.of("'pg_class'::regclass"), Sort.ORDERED),
                    new Type("regclass", List.of("'pg_class'::regclass"), Sort.ORDERED),
                    new Type("xml", List.of("'<a/>'"), Sort.OTHER));
        }
    }

    /** @param keyed whether others can refer to its id, an integer */
    record Table(String name, List<Column> columns, boolean keyed, boolean parted) {}

    PostgreSqlMaking(Dice dice, int version) {
        this.dice = dice;
        this.version = version;
        this.words = new Words(dice, 63);
    }

    Dice dice() {
        return dice;
    }

    Words words() {
        return words;
    }

    boolean since(int major) {
        return version >= major * 10000;
    }

    List<String> statements() {
        return List.copyOf(statements);
    }

    void schemas() {
        for (int i = 1 + dice.below(3); i > 0; i--) {
            String schema = name(words.name());
            run("CREATE SCHEMA " + schema, "SCHEMA " + schema);
            schemas.add(schema);
        }
        if (dice.chance(50)) {
            run("SET search_path = " + String.join(", ", schemas.subList(1, schemas.size())) + ", public");
        }
        if (dice.chance(30)) {
            run("CREATE EXTENSION "
                    + dice.oneOf(List.of("citext", "hstore", "pg_trgm", "btree_gist", "intarray", "ltree")) + " SCHEMA "
                    + dice.oneOf(schemas));
        }
    }

    String schema() {
        return dice.oneOf(schemas);
    }

    /** A new name in some schema. */
    String named() {
        return schema() + "." + name(words.name());
    }

    void run(String statement) {
        statements.add(statement);
    }

    /** @param object as COMMENT ON calls it */
    void run(String statement, String object) {
        statements.add(statement);
        commented.add(object);
    }

    void comment() {
        if (!commented.isEmpty()) {
            statements.add("COMMENT ON " + dice.oneOf(commented) + " IS " + text(words.text() + "."));
        }
    }
}
