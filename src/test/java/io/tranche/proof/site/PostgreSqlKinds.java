package io.tranche.proof.site;

import io.tranche.proof.model.Kind;
import io.tranche.proof.site.PostgreSqlString.Equality;
import java.util.ArrayList;
import java.util.List;

/** The column types of PostgreSQL. Sets of values are small, so that references meet their keys. */
final class PostgreSqlKinds implements Kinds {
    private static final Kind INTEGER = Whole.small("INT");
    private static final Kind LABEL = new PostgreSqlString("varchar(40)", Equality.EXACT);
    private static final String SCHEMA = "CREATE SCHEMA IF NOT EXISTS \"Odd types\"";

    @Override
    public Kind integer() {
        return INTEGER;
    }

    @Override
    public Kind label() {
        return LABEL;
    }

    /** A foreign key points at all columns of a unique key. */
    @Override
    public boolean refersToAnyIndex() {
        return false;
    }

    @Override
    public List<Kind> keys() {
        List<Kind> kinds = new ArrayList<>(List.of(
                INTEGER,
                INTEGER,
                INTEGER,
                Whole.small("BIGINT"),
                Whole.of("SMALLINT", "-32768", "32767", "0", "1"),
                Whole.of(
                        "BIGINT",
                        "-9223372036854775808",
                        "9223372036854775807",
                        "9007199254740993",
                        "9007199254740992"),
                new PostgreSqlString("text", Equality.EXACT),
                new PostgreSqlString("varchar(30)", Equality.EXACT),
                new PostgreSqlString("char(12)", Equality.PADDED),
                Spellings.of("bytea", "'\\x'", "'\\x00'", "'\\x5c4e'", "'\\x0a09ff27'", "'\\x5c'"),
                Spellings.of("date", "'2024-02-29'", "'infinity'", "'-infinity'", "'0044-03-15 BC'"),
                Spellings.of("timestamp(3)", "'2024-02-29 23:59:59.999'", "'infinity'", "'1000-01-01'"),
                Spellings.of(
                        "timestamptz",
                        List.of("'2024-10-27 02:30:00+02'", "'2024-10-27 00:30:00+00'"),
                        List.of("'2024-10-27 02:30:00+01'"),
                        List.of("'-infinity'")),
                Spellings.of("time", "'24:00'", "'00:00'", "'23:59:59.999999'"),
                Spellings.of(
                        "uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'00000000-0000-0000-0000-000000000000'"),
                Spellings.of("inet", "'10.0.0.1'", "'10.0.0.1/8'", "'::1'"),
                Spellings.of("boolean", "true", "false"),
                Spellings.of("bit(17)", "B'00000000000000000'", "B'00000000000000101'", "B'11111111111111111'")));
        kinds.addAll(spelledInSeveralWays());
        kinds.addAll(ofUsers());
        return kinds;
    }

    private static List<Kind> spelledInSeveralWays() {
        return List.of(
                Spellings.of(
                        "numeric",
                        List.of("'1'", "'1.0'", "'1.00'"),
                        List.of("'-0.5'", "'-0.500'"),
                        List.of("'0'", "'0.00'"),
                        List.of("'NaN'"),
                        List.of("'100000000000000000000'")),
                Spellings.of(
                        "interval",
                        List.of("'1 day'", "'24:00:00'"),
                        List.of("'1 mon'", "'30 days'", "'720:00:00'"),
                        List.of("'-1 day'")),
                Spellings.of(
                        "double precision",
                        List.of("'0'", "'-0'"),
                        List.of("'NaN'"),
                        List.of("'0.1'"),
                        List.of("'0.30000000000000004'"),
                        List.of("'-Infinity'"),
                        List.of("'5e-324'")),
                Spellings.of("numeric[]", List.of("'{1.0,2}'", "'{1,2.00}'"), List.of("'{}'"), List.of("'{NULL}'")),
                Spellings.of("numrange", List.of("'[1,2)'", "'[1.0,2.00)'"), List.of("'empty'"), List.of("'(,2.5]'")));
    }

    private static List<Kind> ofUsers() {
        return List.of(
                Spellings.of("citext", List.of("'a b'", "'A b'", "'A B'"), List.of("'it''s'", "'IT''S'"), List.of("''"))
                        .needing("CREATE EXTENSION IF NOT EXISTS citext"),
                Spellings.of("\"Odd types\".mood", "'sad'", "'o''k'", "'a,b'", "E'tab\\there'")
                        .needing(
                                SCHEMA,
                                "CREATE TYPE \"Odd types\".mood AS ENUM ('sad', 'o''k', 'ha\"ppy', 'a,b', E'tab\\there')"),
                Spellings.of("\"Odd types\".amount", List.of("'7'", "'7.0'"), List.of("'8.25'"), List.of("'0'"))
                        .needing(SCHEMA, "CREATE DOMAIN \"Odd types\".amount AS numeric CHECK (value >= 0)"),
                Spellings.of("\"Odd types\".pair", List.of("'(1.0,a)'", "'(1,a)'"), List.of("'(2,\"b,\\\"\")'"))
                        .needing(SCHEMA, "CREATE TYPE \"Odd types\".pair AS (\"The number\" numeric, word text)"),
                Spellings.of(
                                "text COLLATE \"Odd types\".folded",
                                List.of("'Aé b'", "'aÉ B'", "'AÉ B'"),
                                List.of("'ab'", "'AB'"),
                                List.of("''"))
                        .needing(
                                SCHEMA,
                                "CREATE COLLATION \"Odd types\".folded (provider = icu, locale = 'und-u-ks-level2',"
                                        + " deterministic = false)"));
    }

    @Override
    public List<Kind> payloads() {
        List<Kind> kinds = new ArrayList<>(keys());
        kinds.addAll(List.of(
                Spellings.of("real", "'0.1'", "'-0'", "'NaN'", "'16777217'", "'3.4028235e38'", "'1e-45'"),
                Spellings.of("json", "'{\"a\" : 1.10, \"a\": \"\\\\n\"}'", "'null'", "'\"\\u00e9\"'"),
                Spellings.of("jsonb", "'{\"a\": [1.10, null, \"x\\\\\\\\\"]}'", "'1e2'"),
                Spellings.of("xml", "'<a x=\"1\">&amp;</a>'", "'text <b/>'", "''"),
                Spellings.of("tsvector", "'a:1A ''b c'':2,3B'", "''"),
                Spellings.of("money", "'-92233720368547758.08'", "'12.34'"),
                Spellings.of("int[]", "'{}'", "'[-2:0]={1,NULL,3}'", "'{{1,2},{3,4}}'"),
                Spellings.of("text[]", "ARRAY['NULL', NULL, '', 'a\"b', 'c\\d', E'g\\th']", "'{}'"),
                Spellings.of("varbit", "B''", "B'1010101010'"),
                Spellings.of("int4multirange", "'{[1,3),[5,9)}'", "'{}'"),
                Spellings.of("polygon", "'((0,0),(1,1),(2,0.1))'"),
                Spellings.of("hstore", "'a=>1, \"b c\"=>NULL'", "''").needing("CREATE EXTENSION IF NOT EXISTS hstore"),
                Spellings.of("ltree", "'a.b.c'", "''").needing("CREATE EXTENSION IF NOT EXISTS ltree"),
                Spellings.of("timetz", "'12:00+05:30'", "'24:00-15:59:59'"),
                Spellings.of("\"char\"", "'x'", "''", "'\\\\'")));
        return kinds;
    }
}
