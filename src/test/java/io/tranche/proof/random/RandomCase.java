package io.tranche.proof.random;

import io.tranche.config.Vendor;
import io.tranche.proof.model.Case;
import io.tranche.proof.model.Rules;
import io.tranche.proof.site.Sql;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A database and rules from a seed: the same seed makes the same case. */
public final class RandomCase {
    private RandomCase() {}

    public static Case of(long seed, Vendor vendor) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        RandomShape shape = new RandomShape(random, Sql.of(vendor).kinds());
        shape.draw();
        Case empty = new Case(
                vendor, shape.tables(), shape.references(), Map.of(), new Rules(Map.of(), Map.of(), Optional.empty()));
        Case filled = new RandomRows(random, empty).fill();
        return new RandomRules(random, filled).choose();
    }
}
