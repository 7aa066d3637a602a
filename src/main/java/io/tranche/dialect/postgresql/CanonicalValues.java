package io.tranche.dialect.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tranche.catalog.Column;
import io.tranche.dialect.Canonical;
import io.tranche.dialect.CanonicalForm;
import io.tranche.dialect.CanonicalJson;
import io.tranche.dialect.CanonicalTexts;
import io.tranche.dialect.Output;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The one place that knows how PostgreSQL's values are written in the forms that other databases have too. Stateless. */
final class CanonicalValues {
    private static final String IN_UTC = "+00";

    private CanonicalValues() {}

    /** Arrays, ranges, composites, and whatever is not named here have no form. Domains are what they are made of. */
    static Map<CanonicalForm, Canonical> of(Column column) {
        Map<CanonicalForm, UnaryOperator<byte[]>> texts = new EnumMap<>(CanonicalForm.class);
        String type = PostgreSqlType.of(column).name();
        switch (type) {
            case "int2", "int4", "int8", "numeric" -> texts.put(CanonicalForm.NUMBER, CanonicalTexts::number);
            case "float4" -> texts.put(CanonicalForm.FLOATING, CanonicalTexts::singleFloating);
            case "float8" -> texts.put(CanonicalForm.FLOATING, CanonicalTexts::floating);
            case "bool" -> texts.put(CanonicalForm.BOOLEAN, CanonicalValues::digit);
            case "text", "varchar" -> characters(texts, UnaryOperator.identity());
            case "bpchar" -> characters(texts, CanonicalTexts::unpadded);
            case "bytea" -> texts.put(CanonicalForm.BYTES, CanonicalValues::withoutPrefix);
            case "bit", "varbit" -> texts.put(CanonicalForm.BITS, UnaryOperator.identity());
            case "uuid" -> texts.put(CanonicalForm.UUID, CanonicalTexts::uuid);
            case "json", "jsonb" -> texts.put(CanonicalForm.JSON, CanonicalJson::of);
            case "date" -> texts.put(CanonicalForm.DATE, UnaryOperator.identity());
            case "timestamp" -> texts.put(CanonicalForm.DATETIME, CanonicalTexts::time);
            case "timestamptz" -> texts.put(CanonicalForm.DATETIME, CanonicalValues::inUtc);
            case "time" -> texts.put(CanonicalForm.TIME, CanonicalTexts::time);
            case "interval" -> texts.put(CanonicalForm.INTERVAL, CanonicalTexts::time);
            default -> {
                if (type.startsWith("enum ")) {
                    texts.put(CanonicalForm.TEXT, UnaryOperator.identity());
                }
            }
        }
        Map<CanonicalForm, Canonical> forms = new EnumMap<>(CanonicalForm.class);
        texts.forEach((form, text) -> forms.put(form, new Canonical(Output.of(column), text)));
        return forms;
    }

    private static void characters(Map<CanonicalForm, UnaryOperator<byte[]>> texts, UnaryOperator<byte[]> characters) {
        texts.put(CanonicalForm.TEXT, characters);
        texts.put(CanonicalForm.UUID, text -> CanonicalTexts.uuid(characters.apply(text)));
        texts.put(CanonicalForm.JSON, CanonicalJson::of);
    }

    private static byte[] digit(byte[] text) {
        return new byte[] {(byte) (text[0] == 't' ? '1' : '0')};
    }

    /** A bytea begins with {@code \x}. */
    private static byte[] withoutPrefix(byte[] text) {
        return Arrays.copyOfRange(text, 2, text.length);
    }

    /** Sessions are in UTC; infinity has no zone, and years before Christ end otherwise. */
    private static byte[] inUtc(byte[] text) {
        String written = new String(text, US_ASCII);
        return written.endsWith(IN_UTC)
                ? CanonicalTexts.time(Arrays.copyOf(text, text.length - IN_UTC.length()))
                : text;
    }
}
