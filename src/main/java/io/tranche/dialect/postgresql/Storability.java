package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the text of one type's values, read by another type, gives equal values without loss. */
final class Storability {
    private static final List<String> INTEGERS = List.of("int2", "int4", "int8");
    private static final Pattern LENGTH = Pattern.compile("\\((\\d+)");

    private Storability() {}

    static boolean holds(Column from, Column to) {
        if (from.type().full().equals(to.type().full())) {
            return true;
        }
        String source = from.type().name();
        String target = to.type().name();
        if (target.equals("text") || target.equals("varchar") && limit(to).isEmpty()) {
            // any text form is a text, but a char's padding would become part of it
            return !source.equals("bpchar");
        }
        if (INTEGERS.contains(source)) {
            return INTEGERS.indexOf(target) >= INTEGERS.indexOf(source)
                    || target.equals("numeric") && limit(to).isEmpty();
        }
        return source.equals(target) && fits(from, to, source);
    }

    /** One type in two sizes: a varchar may grow, a char may not (its padding is its value). */
    private static boolean fits(Column from, Column to, String type) {
        if (limit(to).isEmpty()) {
            return true;
        }
        boolean grows = type.equals("varchar") || type.equals("varbit");
        return grows
                && limit(from).isPresent()
                && limit(from).getAsInt() <= limit(to).getAsInt();
    }

    private static OptionalInt limit(Column column) {
        Matcher matcher = LENGTH.matcher(column.type().full());
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
