package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Query;
import io.tranche.row.BinaryFields;
import io.tranche.row.ByteBuilder;
import io.tranche.row.FieldText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Types whose binary values mean the same on every server from version 10 on. Not among them: {@code interval} (what version 17
 * and later take for infinity is an ordinary value before), types whose values hold the numbers of other types or objects,
 * types that depend on the server's locale ({@code money}), and those of extensions. Arrays of numbers take more room as binary
 * values than as text, and a row more of them than a server can send.
 */
final class BinaryTypes {
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "name");
    private static final Set<String> SCALARS = Set.of(
            "bool",
            "int2",
            "int4",
            "int8",
            "oid",
            "float4",
            "float8",
            "numeric",
            "date",
            "time",
            "timetz",
            "timestamp",
            "timestamptz",
            "bytea",
            "uuid",
            "json",
            "jsonb",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8");

    private BinaryTypes() {}

    /** Whether values travel exactly as binary ones between two columns of this type. */
    static boolean holds(Column column) {
        PostgreSqlType type = PostgreSqlType.of(column);
        String name = type.name();
        return TEXTS.contains(name) || SCALARS.contains(name) || type.enumeration() || isTextArray(name);
    }

    private static boolean isTextArray(String name) {
        return name.startsWith("_") && TEXTS.contains(name.substring(1));
    }

    /** Whether a binary value is read as a key here. */
    static boolean isReadable(Column column) {
        return text(column).isPresent();
    }

    /** The fields of the query's rows. */
    static BinaryFields fields(Query query) {
        List<FieldText> fields = new ArrayList<>();
        for (Carried carried : query.carried()) {
            // a condition is the text 1 or 0
            fields.add(carried instanceof Carried.KeyField key ? orNone(key.column()) : BinaryTypes::escaped);
        }
        query.columns().forEach(output -> fields.add(orNone(output.column())));
        return new BinaryFields(fields);
    }

    private static FieldText orNone(Column column) {
        return text(column).orElse((bytes, from, count, to) -> {
            throw new IllegalStateException("the binary value of " + column.name() + " is not read as a key");
        });
    }

    private static Optional<FieldText> text(Column column) {
        PostgreSqlType type = PostgreSqlType.of(column);
        if (type.integer()) {
            return Optional.of(BinaryFields::integerText);
        }
        if (TEXTS.contains(type.name()) || type.enumeration()) {
            return Optional.of(BinaryTypes::escaped);
        }
        return switch (type.name()) {
            case "uuid" -> Optional.of(BinaryTypes::uuid);
            case "bool" -> Optional.of((bytes, from, count, to) -> to.append(bytes[from] == 0 ? 'f' : 't'));
            default -> Optional.empty();
        };
    }

    /** As COPY escapes text. */
    private static void escaped(byte[] bytes, int from, int count, ByteBuilder to) {
        int written = from;
        for (int i = from; i < from + count; i++) {
            int letter = escape(bytes[i]);
            if (letter != 0) {
                to.append(bytes, written, i - written);
                to.append('\\');
                to.append(letter);
                written = i + 1;
            }
        }
        to.append(bytes, written, from + count - written);
    }

    /** The letter behind the backslash; 0 for what is written as it is. */
    private static int escape(byte b) {
        return switch (b) {
            case '\\' -> '\\';
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case 0x0b -> 'v';
            default -> 0;
        };
    }

    private static void uuid(byte[] bytes, int from, int count, ByteBuilder to) {
        ByteBuffer value = ByteBuffer.wrap(bytes, from, count);
        to.append(new UUID(value.getLong(), value.getLong()).toString());
    }
}
