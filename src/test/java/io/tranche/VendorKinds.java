package io.tranche;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Sorts of values that both vendors have: random ones, as SQL of either, and what tells in memory whether two are equal. */
final class VendorKinds {
    /**
     * A value.
     *
     * @param identity equal for equal values alone
     */
    record Value(String mysql, String postgresql, String identity) {
        static final Value NULL = new Value("NULL", "NULL", "null");
    }

    /** A column's type on both sides, and values for it; the same value may be written in several ways. */
    record Kind(String name, String mysql, String postgresql, Function<Random, Value> values) {}

    private static final String CHARACTERS = "aAbé \\\n\t\r'\"N%0";

    private VendorKinds() {}

    static List<Kind> all() {
        return List.of(
                kind("integer", "BIGINT", "bigint", VendorKinds::integer),
                kind("decimal", "DECIMAL(12,4)", "numeric", VendorKinds::decimal),
                kind("double", "DOUBLE", "double precision", VendorKinds::floating),
                kind("real", "FLOAT", "real", VendorKinds::real),
                kind("boolean", "TINYINT(1)", "boolean", random -> {
                    boolean value = random.nextBoolean();
                    return new Value(value ? "1" : "0", "" + value, "" + value);
                }),
                kind("text", "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "text", VendorKinds::text),
                kind("bytes", "VARBINARY(8)", "bytea", random -> {
                    byte[] bytes = new byte[random.nextInt(3)];
                    random.nextBytes(bytes);
                    String hex = HexFormat.of().formatHex(bytes);
                    return new Value("x'" + hex + "'", "'\\x" + hex + "'", hex);
                }),
                kind("bits", "BIT(5)", "bit(5)", random -> {
                    String bits =
                            Integer.toBinaryString(32 + random.nextInt(32)).substring(1);
                    return new Value("b'" + bits + "'", "B'" + bits + "'", bits);
                }),
                kind("uuid", "CHAR(36) CHARACTER SET ascii", "uuid", VendorKinds::uuid),
                kind("date", "DATE", "date", random -> {
                    String date = "20%02d-%02d-01".formatted(random.nextInt(3), 1 + random.nextInt(12));
                    return new Value("'" + date + "'", "'" + date + "'", date);
                }),
                kind("datetime", "DATETIME(6)", "timestamp", VendorKinds::datetime),
                kind("json", "JSON", "jsonb", random -> json(random, 2)),
                kind("enum", "ENUM('a','b','C')", "text", random -> {
                    String label = "abC".substring(random.nextInt(3)).substring(0, 1);
                    return new Value("'" + label + "'", "'" + label + "'", label);
                }));
    }

    private static Kind kind(String name, String mysql, String postgresql, Function<Random, Value> values) {
        return new Kind(name, mysql, postgresql, values);
    }

    private static Value integer(Random random) {
        long value = random.nextInt(5) == 0 ? Long.MIN_VALUE + random.nextInt(2) : random.nextInt(9) - 4;
        return new Value("" + value, "" + value, "" + value);
    }

    private static Value decimal(Random random) {
        BigDecimal value = BigDecimal.valueOf(random.nextInt(41) - 20, random.nextInt(4));
        String longer = value.setScale(4).toPlainString();
        return new Value(value.toPlainString(), random.nextBoolean() ? longer : value.toPlainString(), longer);
    }

    private static Value floating(Random random) {
        double[] some = {0.0, -0.0, 0.1, 0.1 + 0.2, 0.3, 1e300, 4.9e-324, random.nextDouble()};
        double value = some[random.nextInt(some.length)];
        return new Value(
                value == 0 && 1 / value < 0 ? "-0e0" : value + "e0".substring((value + "").contains("E") ? 2 : 0),
                "'" + value + "'",
                "" + Double.doubleToRawLongBits(value));
    }

    private static Value real(Random random) {
        float[] some = {0f, 0.1f, 16777216f, 16777218f, 1e-20f, random.nextFloat()};
        float value = some[random.nextInt(some.length)];
        return new Value("" + value, "'" + value + "'", "" + Float.floatToRawIntBits(value));
    }

    private static Value text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(random.nextInt(12) == 0 ? "😀" : CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        // as keys of MySQL's, texts that differ in blanks at their end alone are one
        String hex = HexFormat.of().formatHex(text.toString().stripTrailing().getBytes(UTF_8));
        return new Value("_utf8mb4 x'" + hex + "'", "convert_from('\\x" + hex + "', 'UTF8')", hex);
    }

    private static Value uuid(Random random) {
        String uuid = new UUID(random.nextInt(2), random.nextInt(3) + 10).toString();
        return new Value(random.nextBoolean() ? "'" + uuid + "'" : "UPPER('" + uuid + "')", "'" + uuid + "'", uuid);
    }

    private static Value datetime(Random random) {
        String micros = "%06d".formatted(random.nextInt(3) * (random.nextBoolean() ? 1 : 100_000));
        String time = "2020-01-01 00:00:0" + random.nextInt(3) + "." + micros;
        return new Value("'" + time + "'", "'" + time + "'", time);
    }

    private static Value json(Random random, int levels) {
        int sort = random.nextInt(levels == 0 ? 3 : 5);
        return switch (sort) {
            case 0 -> {
                int number = random.nextInt(3);
                yield document(number + (random.nextBoolean() ? ".0" : ""), "" + number, "n" + number);
            }
            case 1 -> document("\"é\"", random.nextBoolean() ? "\"\\u00e9\"" : "\"é\"", "sé");
            case 2 -> random.nextBoolean() ? document("true", " true", "true") : document("null", "null ", "nil");
            case 3 -> {
                List<Value> parts = List.of(json(random, levels - 1), json(random, levels - 1));
                yield joined(parts, "[", "]", part -> part.identity());
            }
            default -> object(random, levels);
        };
    }

    private static Value object(Random random, int levels) {
        TreeMap<String, Value> members = new TreeMap<>();
        for (String name : List.of("a", "bb", "A")) {
            if (random.nextBoolean()) {
                Value value = json(random, levels - 1);
                members.put(name, value);
            }
        }
        List<Value> ours = new ArrayList<>();
        members.forEach((name, value) -> ours.add(member(name, value)));
        String identity =
                "{" + String.join(",", ours.stream().map(Value::identity).toList()) + "}";
        Collections.shuffle(ours, random);
        String mysql = joined(ours, "{", "}", Value::identity).mysql();
        Collections.shuffle(ours, random);
        return new Value(mysql, joined(ours, "{", "}", Value::identity).postgresql(), identity);
    }

    private static Value member(String name, Value value) {
        BiFunction<String, String, String> put =
                (space, document) -> document(space + "\"" + name + "\":" + space, document);
        return new Value(
                put.apply("", value.mysql()), put.apply(" ", value.postgresql()), name + "=" + value.identity());
    }

    private static Value joined(List<Value> parts, String open, String close, Function<Value, String> identity) {
        Function<Function<Value, String>, String> all = side -> "'" + open
                + String.join(
                        ",", parts.stream().map(side).map(VendorKinds::bare).toList()) + close + "'";
        return new Value(
                all.apply(Value::mysql),
                all.apply(Value::postgresql),
                open + String.join(",", parts.stream().map(identity).toList()) + close);
    }

    /** A document for MySQL, where backslashes are doubled, and one for PostgreSQL. */
    private static Value document(String mysql, String postgresql, String identity) {
        return new Value("'" + mysql.replace("\\", "\\\\") + "'", "'" + postgresql + "'", identity);
    }

    private static String document(String before, String literal) {
        return "'" + before + bare(literal) + "'";
    }

    private static String bare(String literal) {
        return literal.substring(1, literal.length() - 1);
    }
}
