package io.tranche.proof.site;

import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Value;
import java.util.List;
import java.util.Random;

/**
 * A type of PostgreSQL with a handful of values, some of which have several spellings that the server takes for equal.
 *
 * @param objects statements that make what the type needs, empty for one that is always there
 * @param values the literals of each value
 */
record Spellings(String ddl, List<String> objects, List<List<String>> values) implements Kind {
    static Spellings of(String ddl, String... literals) {
        return new Spellings(
                ddl, List.of(), List.of(literals).stream().map(List::of).toList());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // nothing is written to the array
    static Spellings of(String ddl, List<String>... values) {
        return new Spellings(ddl, List.of(), List.of(values));
    }

    Spellings needing(String... statements) {
        return new Spellings(ddl, List.of(statements), values);
    }

    @Override
    public Value random(Random random) {
        return spelling(values.get(random.nextInt(values.size())), random);
    }

    @Override
    public Value variant(Value value, Random random) {
        List<String> same = values.stream()
                .filter(spellings -> spellings.contains(value.sql()))
                .findFirst()
                .orElseThrow();
        return spelling(same, random);
    }

    private static Value spelling(List<String> spellings, Random random) {
        return Value.of(spellings.get(random.nextInt(spellings.size())), spellings.get(0));
    }

    @Override
    public String exactly(String column) {
        return column + "::text";
    }

    @Override
    public boolean sortable() {
        return false;
    }
}
