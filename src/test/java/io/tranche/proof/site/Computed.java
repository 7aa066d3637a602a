package io.tranche.proof.site;

import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Value;
import java.util.Random;

/** A column that the server computes from {@code row_no}. */
record Computed(String ddl) implements Kind {
    @Override
    public Value random(Random random) {
        return Value.of("DEFAULT", "computed");
    }

    @Override
    public String exactly(String column) {
        return column;
    }

    @Override
    public boolean computed() {
        return true;
    }

    @Override
    public boolean sortable() {
        return false;
    }
}
