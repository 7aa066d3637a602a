package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.PostgreSqlText.name;
import static io.tranche.proof.schema.random.PostgreSqlText.text;

import io.tranche.proof.random.Dice;
import java.util.List;

/** Random functions, procedures, aggregates, operators, casts, text search objects. */
record PostgreSqlRoutines(PostgreSqlMaking making) {
    void next() {
        switch (making.dice().below(9)) {
            case 0, 1 -> number();
            case 2 -> trigger();
            case 3 -> ofRows();
            case 4 -> odd();
            case 5 -> aggregate();
            case 6 -> operator();
            case 7 -> atomic();
            default -> search();
        }
    }

    private void number() {
        String function = making.named();
        String body = making.functions.isEmpty() || making.dice().chance(50)
                ? "SELECT $1 * 2"
                : "SELECT " + making.dice().oneOf(making.functions) + "($1) + 1";
        making.run(
                "CREATE FUNCTION " + function + "(n integer) RETURNS integer LANGUAGE sql IMMUTABLE"
                        + making.dice().oneOf(List.of("", " STRICT", " PARALLEL SAFE COST 7", " LEAKPROOF")) + " AS "
                        + text(body),
                "FUNCTION " + function + "(integer)");
        making.functions.add(function);
    }

    private void trigger() {
        String function = making.named();
        making.run(
                "CREATE FUNCTION " + function
                        + "() RETURNS trigger LANGUAGE plpgsql AS $_$\nBEGIN\n  -- it's $$ \"odd\"\n  RETURN"
                        + " NEW;\nEND $_$",
                "FUNCTION " + function + "()");
        making.triggerFunctions.add(function);
    }

    private void ofRows() {
        List<String> rows = new java.util.ArrayList<>(making.views);
        making.tables.forEach(table -> rows.add(table.name()));
        if (rows.isEmpty()) {
            return;
        }
        String of = making.dice().oneOf(rows);
        String function = making.named();
        making.run(making.dice()
                .oneOf(List.of(
                        "CREATE FUNCTION " + function + "() RETURNS SETOF " + of + " LANGUAGE sql STABLE ROWS 7 AS "
                                + text("SELECT * FROM " + of),
                        "CREATE FUNCTION " + function + "(r " + of
                                + ") RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
                        "CREATE FUNCTION " + function + "(r " + of + "[]) RETURNS " + of
                                + " LANGUAGE sql AS 'SELECT $1[1]'")));
    }

    private void odd() {
        Dice dice = making.dice();
        String function = making.named();
        String type = dice.oneOf(making.types).sql().replaceAll(" COLLATE .*", "");
        String other = dice.oneOf(making.types).sql().replaceAll(" COLLATE .*", "");
        String name = name(making.words().name());
        making.run(dice.oneOf(List.of(
                "CREATE FUNCTION " + function + "(a " + type + ", OUT " + name + " " + other
                        + ", VARIADIC v text[] DEFAULT '{}') LANGUAGE"
                        + " plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '8MB' AS $f$BEGIN\n END;$f$",
                "CREATE FUNCTION " + function + "(" + name + " " + type
                        + " DEFAULT NULL, INOUT b integer DEFAULT (1 + 2)) LANGUAGE sql"
                        + " STABLE AS 'SELECT 1 -- it''s'",
                "CREATE FUNCTION " + function + "() RETURNS TABLE (" + name + " " + type + ", b " + other
                        + ") LANGUAGE plpgsql AS" + " 'BEGIN RETURN; END'",
                "CREATE FUNCTION " + function + "(anyelement, anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1'",
                (making.since(11) ? "CREATE PROCEDURE " : "CREATE OR REPLACE PROCEDURE ") + function + "(INOUT a "
                        + type + ") LANGUAGE plpgsql AS $p$BEGIN COMMIT; END$p$")));
    }

    private void aggregate() {
        String aggregate = making.named();
        making.run(making.dice()
                .oneOf(List.of(
                        "CREATE AGGREGATE " + aggregate
                                + "(integer) (sfunc = int4pl, stype = integer, initcond = '0', combinefunc = int4pl,"
                                + " parallel = safe)",
                        "CREATE AGGREGATE " + aggregate
                                + "(float8 ORDER BY anyelement) (sfunc = ordered_set_transition, stype = internal,"
                                + " finalfunc = percentile_disc_final, finalfunc_extra)",
                        "CREATE AGGREGATE " + aggregate
                                + "(integer) (sfunc = int4pl, stype = integer, msfunc = int4pl, minvfunc = int4mi,"
                                + " mstype = integer, minitcond = '5')",
                        "CREATE AGGREGATE " + aggregate
                                + "(VARIADIC \"any\" ORDER BY VARIADIC \"any\") (sfunc = ordered_set_transition_multi,"
                                + " stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical)",
                        "CREATE AGGREGATE " + aggregate
                                + "(anyelement) (sfunc = array_append, stype = anyarray, initcond = '{}',"
                                + " finalfunc = array_ndims, finalfunc_modify = shareable)",
                        "CREATE AGGREGATE " + aggregate
                                + "(*) (sfunc = int8inc, stype = int8, initcond = '0', sspace = 32)",
                        "CREATE AGGREGATE " + aggregate + "(date) (sfunc = date_larger, stype = date, sortop = >)")));
    }

    private void operator() {
        String schema = making.schema();
        String function = schema + "." + name(making.words().name());
        String type = making.dice().oneOf(making.types).sql();
        making.run("CREATE FUNCTION " + function + "(" + type + ", " + type
                + ") RETURNS boolean LANGUAGE sql IMMUTABLE AS" + " 'SELECT true'");
        making.run(
                "CREATE OPERATOR " + schema + ".=#= (procedure = " + function + ", leftarg = " + type + ", rightarg = "
                        + type
                        + making.dice()
                                .oneOf(List.of(
                                        "",
                                        ", commutator = OPERATOR(" + schema + ".=#=)",
                                        ", negator = OPERATOR(" + schema
                                                + ".<#>), restrict = eqsel, join = eqjoinsel, hashes, merges"))
                        + ")",
                "OPERATOR " + schema + ".=#= (" + type + ", " + type + ")");
        if (making.dice().chance(50)) {
            making.run("CREATE OPERATOR " + schema + ".<#> (procedure = " + function + ", leftarg = " + type
                    + ", rightarg = " + type + ", negator = OPERATOR(" + schema + ".=#=))");
        }
        String cast = making.named();
        making.run(
                "CREATE FUNCTION " + cast + "(" + type + ") RETURNS box LANGUAGE sql IMMUTABLE AS 'SELECT NULL::box'");
        making.run("CREATE CAST (" + type + " AS box) WITH FUNCTION " + cast + "(" + type + ")"
                + making.dice().oneOf(List.of("", " AS ASSIGNMENT", " AS IMPLICIT")));
        String family = making.named();
        String compare = making.named();
        making.run("CREATE FUNCTION " + compare + "(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS"
                + " 'SELECT btint4cmp($2, $1)'");
        making.run("CREATE OPERATOR FAMILY " + family + " USING btree");
        making.run("CREATE OPERATOR CLASS " + making.named() + " FOR TYPE integer USING btree FAMILY " + family
                + " AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 " + compare
                + "(integer, integer)");
    }

    /** Its body is kept as a tree: what it looks at must be there before. */
    private void atomic() {
        if (!making.since(14) || making.tables.isEmpty()) {
            return;
        }
        String function = making.named();
        String of = making.views.isEmpty() || making.dice().chance(50)
                ? making.dice().oneOf(making.tables).name()
                : making.dice().oneOf(making.views);
        making.run(making.dice()
                .oneOf(List.of(
                        "CREATE FUNCTION " + function
                                + "(n integer) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM "
                                + of + "; SELECT n::bigint; END",
                        "CREATE FUNCTION " + function
                                + "(n integer) RETURNS bigint LANGUAGE sql STABLE RETURN (SELECT count(*) FROM " + of
                                + " t WHERE t IS NOT NULL)")));
    }

    private void search() {
        String dictionary = making.named();
        making.run(
                "CREATE TEXT SEARCH DICTIONARY " + dictionary
                        + making.dice()
                                .oneOf(List.of(
                                        " (template = simple, accept = false)",
                                        " (template = snowball, language = german)")),
                "TEXT SEARCH DICTIONARY " + dictionary);
        String configuration = making.named();
        making.run(
                "CREATE TEXT SEARCH CONFIGURATION " + configuration + " (copy = pg_catalog.english)",
                "TEXT SEARCH CONFIGURATION " + configuration);
        making.run("ALTER TEXT SEARCH CONFIGURATION " + configuration + " ALTER MAPPING FOR word, asciiword WITH "
                + dictionary + ", simple");
        making.run("ALTER TEXT SEARCH CONFIGURATION " + configuration + " DROP MAPPING IF EXISTS FOR url, host");
    }
}
