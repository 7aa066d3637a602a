package io.tranche.proof.site;

import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Value;
import java.util.List;
import java.util.Random;

/** A type with a handful of values, no two of which are equal. */
record Pool(String ddl, String format, List<String> literals) implements Kind {
    /** @param format SQL for an exact text of the value; {@code %s} stands for the column */
    static Pool of(String ddl, String format, String... literals) {
        return new Pool(ddl, format, List.of(literals));
    }

    @Override
    public Value random(Random random) {
        String literal = literals.get(random.nextInt(literals.size()));
        return Value.of(literal, literal);
    }

    @Override
    public String exactly(String column) {
        return format.formatted(column);
    }

    @Override
    public boolean sortable() {
        return false;
    }
}
