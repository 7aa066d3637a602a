package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Canonical;
import io.tranche.dialect.CanonicalForm;
import io.tranche.dialect.CanonicalJson;
import io.tranche.dialect.CanonicalTexts;
import io.tranche.dialect.Output;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one place that knows how MySQL's and MariaDB's values are written in the forms that other databases have too. Stateless. */
final class CanonicalValues {
    private static final Pattern SIZE = Pattern.compile("\\((\\d+)\\)");

    /** Bytes of a UUID. */
    private static final int UUID_SIZE = 16;

    private CanonicalValues() {}

    /** Spatial types and network addresses have no form. */
    static Map<CanonicalForm, Canonical> of(TableName table, Column column) {
        Forms forms = new Forms(column);
        switch (ColumnKind.of(column)) {
            case INTEGER ->
                forms.add(CanonicalForm.NUMBER, CanonicalTexts::number)
                        .add(CanonicalForm.BOOLEAN, CanonicalTexts::number);
            case UNSIGNED_BIGINT, DECIMAL, YEAR -> forms.add(CanonicalForm.NUMBER, CanonicalTexts::number);
            case BIT -> bits(column, forms);
            case FLOAT, SCALED_FLOAT -> forms.add(CanonicalForm.FLOATING, CanonicalTexts::singleFloating);
            case DOUBLE -> forms.add(CanonicalForm.FLOATING, CanonicalTexts::floating);
            case DATE -> forms.add(CanonicalForm.DATE, UnaryOperator.identity());
            case TIME ->
                forms.add(CanonicalForm.TIME, CanonicalTexts::time).add(CanonicalForm.INTERVAL, CanonicalTexts::time);
            case DATETIME, TIMESTAMP -> forms.add(CanonicalForm.DATETIME, CanonicalTexts::time);
            case TEXT -> texts(table, column, forms);
            case ENUM, SET -> forms.reading(unicode(table, column)).add(CanonicalForm.TEXT, UnaryOperator.identity());
            case JSON ->
                forms.reading(Optional.of("CONVERT(" + Names.quote(table, column) + " USING utf8mb4)"))
                        .add(CanonicalForm.JSON, CanonicalJson::of);
            case BINARY -> bytes(column, forms);
            case UUID -> forms.add(CanonicalForm.UUID, CanonicalTexts::uuidOfBytes);
            case GEOMETRY, INET6, INET4 -> {}
        }
        return forms.all;
    }

    private static void texts(TableName table, Column column, Forms forms) {
        boolean padded = column.type().name().equals("char");
        UnaryOperator<byte[]> characters = padded ? CanonicalTexts::unpadded : UnaryOperator.identity();
        forms.reading(unicode(table, column))
                .add(CanonicalForm.TEXT, characters)
                .add(CanonicalForm.UUID, text -> CanonicalTexts.uuid(characters.apply(text)))
                .add(CanonicalForm.JSON, CanonicalJson::of);
    }

    private static void bytes(Column column, Forms forms) {
        forms.add(CanonicalForm.BYTES, CanonicalTexts::hexadecimal);
        if (column.type().name().equals("binary") && size(column) == UUID_SIZE) {
            forms.add(CanonicalForm.UUID, CanonicalTexts::uuidOfBytes);
        }
    }

    private static void bits(Column column, Forms forms) {
        int size = size(column);
        forms.add(CanonicalForm.BITS, value -> digits(value, size))
                .add(CanonicalForm.NUMBER, value -> ascii(new BigInteger(1, value).toString()));
        if (size == 1) {
            forms.add(CanonicalForm.BOOLEAN, value -> digits(value, 1));
        }
    }

    private static byte[] digits(byte[] value, int size) {
        String digits = new BigInteger(1, value).toString(2);
        return ascii("0".repeat(Math.max(0, size - digits.length())) + digits);
    }

    /** Of a type without a length, 1. */
    private static int size(Column column) {
        Matcher size = SIZE.matcher(column.type().full());
        return size.find() ? Integer.parseInt(size.group(1)) : 1;
    }

    /**
     * SQL of a text in UTF-8, where it is not in it already. The server writes a question mark for what Unicode does not have:
     * a text that has more of them afterwards is given by its bytes behind a NUL, and no text of PostgreSQL is like it.
     */
    private static Optional<String> unicode(TableName table, Column column) {
        if (Charsets.sameBytes(Charsets.of(column), "utf8mb4")) {
            return Optional.empty();
        }
        String name = Names.quote(table, column);
        String converted = "CONVERT(" + name + " USING utf8mb4)";
        return Optional.of("IF(CHAR_LENGTH(REPLACE(" + converted + ", '?', '')) <=> CHAR_LENGTH(REPLACE(" + name
                + ", '?', '')), " + converted + ", CONCAT(_utf8mb4 x'00', HEX(" + name + ")))");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Gathers a column's forms. */
    private static final class Forms {
        private final Column column;
        private final Map<CanonicalForm, Canonical> all = new EnumMap<>(CanonicalForm.class);
        private Output output;

        Forms(Column column) {
            this.column = column;
            this.output = Output.of(column);
        }

        /** SQL in the column's place for the forms that follow; empty: its exact value. */
        Forms reading(Optional<String> sql) {
            output = sql.map(text -> new Output(asText(), Optional.of(text))).orElse(Output.of(column));
            return this;
        }

        /** The column as one in UTF-8, so that what is read in its place is left as it is. */
        private Column asText() {
            return new Column(
                    column.name(),
                    column.position(),
                    new io.tranche.catalog.ColumnType("longtext", "longtext", Optional.of("utf8mb4"), Optional.empty()),
                    column.nullable(),
                    column.generation(),
                    column.autoIncrement(),
                    column.invisible(),
                    column.defaultExpression());
        }

        Forms add(CanonicalForm form, UnaryOperator<byte[]> text) {
            all.put(form, new Canonical(output, text));
            return this;
        }
    }
}
