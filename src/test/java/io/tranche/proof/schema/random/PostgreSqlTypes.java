package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.PostgreSqlText.name;
import static io.tranche.proof.schema.random.PostgreSqlText.text;

import io.tranche.proof.schema.random.PostgreSqlMaking.Column.Type;
import io.tranche.proof.schema.random.PostgreSqlMaking.Column.Type.Sort;
import io.tranche.proof.schema.random.PostgreSqlMaking.Table;
import java.util.List;

/** Random types, collations and sequences. */
record PostgreSqlTypes(PostgreSqlMaking making) {
    void next() {
        switch (making.dice().below(7)) {
            case 0 -> enumeration();
            case 1, 2 -> domain();
            case 3 -> composite();
            case 4 -> range();
            case 5 -> sequence();
            default -> collation();
        }
    }

    private void enumeration() {
        String type = making.named();
        String label = making.words().text() + "e";
        making.run("CREATE TYPE " + type + " AS ENUM (" + text(label) + ", 'b', 'C d')", "TYPE " + type);
        if (making.dice().chance(40)) {
            making.run("ALTER TYPE " + type + " ADD VALUE 'middle' BEFORE 'b'");
        }
        making.types.add(new Type(type, List.of("'b'", text(label), "'C d'::" + type), Sort.ORDERED));
        making.types.add(new Type(type + "[]", List.of("'{b}'", "ARRAY['b'::" + type + "]"), Sort.ORDERED));
    }

    private void domain() {
        Type base = making.dice().oneOf(making.types);
        String type = making.named();
        String values = base.values().isEmpty() || making.dice().chance(60)
                ? ""
                : " DEFAULT " + making.dice().oneOf(base.values());
        String checks = making.dice()
                .oneOf(List.of(
                        "",
                        "",
                        " CHECK (value IS NOT NULL)",
                        " CONSTRAINT " + name(making.words().name())
                                + " CHECK (value::text <> 'it''s') CHECK (value IS DISTINCT" + " FROM NULL)",
                        making.functions.isEmpty()
                                ? ""
                                : " CHECK (" + making.dice().oneOf(making.functions) + "(length(value::text)) > -99)"));
        making.run(
                "CREATE DOMAIN " + type + " AS " + base.sql() + values
                        + (making.dice().chance(15) ? " NOT NULL" : "") + checks,
                "DOMAIN " + type);
        if (making.dice().chance(20)) {
            making.run(
                    "ALTER DOMAIN " + type + " ADD CONSTRAINT later CHECK (value::text <> 'x') NOT VALID",
                    "CONSTRAINT later ON DOMAIN " + type);
        }
        making.types.add(new Type(type, base.values(), base.sort() == Sort.OTHER ? Sort.OTHER : Sort.ORDERED));
    }

    private void composite() {
        String type = making.named();
        String parts = name(making.words().name()) + " "
                + making.dice().oneOf(making.types).sql() + ", b "
                + making.dice().oneOf(making.types).sql();
        if (!making.tables.isEmpty() && making.dice().chance(30)) {
            Table table = making.dice().oneOf(making.tables);
            parts += ", row_of " + table.name();
        }
        making.run("CREATE TYPE " + type + " AS (" + parts + ")", "TYPE " + type);
        if (making.dice().chance(25)) {
            making.run("ALTER TYPE " + type + " DROP ATTRIBUTE b");
            making.run("ALTER TYPE " + type + " ADD ATTRIBUTE late text COLLATE \"C\"", "COLUMN " + type + ".late");
        }
        making.types.add(new Type(type, List.of("NULL"), Sort.OTHER));
        making.types.add(new Type(type + "[]", List.of("'{}'"), Sort.OTHER));
    }

    private void range() {
        String type = making.named();
        Type of = making.dice()
                .oneOf(making.types.stream()
                        .filter(each -> each.sort() != Sort.OTHER && !each.sql().contains("("))
                        .toList());
        making.run(
                "CREATE TYPE " + type + " AS RANGE (subtype = " + of.sql()
                        + making.dice().oneOf(List.of("", of.sort() == Sort.TEXT ? ", collation = \"C\"" : ""))
                        + (making.since(14) && making.dice().chance(40)
                                ? ", multirange_type_name = " + making.named()
                                : "")
                        + ")",
                "TYPE " + type);
        making.types.add(new Type(type, List.of("'empty'", "'(,)'"), Sort.ORDERED));
    }

    private void sequence() {
        String sequence = making.named();
        making.run(
                "CREATE " + (making.since(15) && making.dice().chance(10) ? "UNLOGGED " : "") + "SEQUENCE " + sequence
                        + making.dice()
                                .oneOf(List.of(
                                        "",
                                        " AS smallint CYCLE",
                                        " INCREMENT BY -3 START -7",
                                        " MINVALUE 5 MAXVALUE 500 START 9 CACHE 4",
                                        " AS integer MINVALUE -2147483648")),
                "SEQUENCE " + sequence);
        making.sequences.add(sequence);
    }

    private void collation() {
        String collation = making.named();
        making.run(
                "CREATE COLLATION " + collation
                        + making.dice()
                                .oneOf(List.of(
                                        " FROM \"C\"",
                                        " (locale = 'C')",
                                        " (provider = icu, locale = 'de-u-co-phonebk')",
                                        making.since(12)
                                                ? " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"
                                                : " FROM \"POSIX\"",
                                        making.since(16)
                                                ? " (provider = icu, locale = 'und', rules = '&a < b''c')"
                                                : " FROM \"C\"")),
                "COLLATION " + collation);
        making.types.add(new Type("text COLLATE " + collation, List.of("'x'"), Sort.TEXT));
    }
}
