package io.tranche.bench;

import io.tranche.config.Vendor;
import java.util.List;

/**
 * A slice that is measured, and what it is measured against.
 *
 * @param other what the other side is to copy: mostly the same rows
 */
record Match(Workload slice, Workload other, Against against) {
    /** Who the other side is. */
    enum Against {
        /** The server's own means. */
        RIVALS,
        /** Another slice. */
        SLICE
    }

    static final List<Match> ALL = List.of(
            rivals(Workload.TABLE, Workload.TABLE),
            rivals(Workload.INSERTS, Workload.TABLE),
            new Match(Workload.TABLE_BY_TWO, Workload.TABLE_BY_ONE, Against.SLICE),
            new Match(Workload.SLOWLY_BY_TWO, Workload.SLOWLY_BY_ONE, Against.SLICE),
            new Match(Workload.TABLE.named("growth"), Workload.TENTH_OF_TABLE, Against.SLICE),
            rivals(Workload.EMPLOYEES, Workload.EMPLOYEES),
            rivals(Workload.TRAVERSAL, Workload.TRAVERSAL),
            rivals(Workload.MOSTLY, Workload.MOSTLY.allOfFamily()),
            new Match(Workload.REDIS, Workload.MOSTLY.named("in process"), Against.SLICE),
            rivals(Workload.MOSTLY_LARGE, Workload.MOSTLY_LARGE.allOfFamily()),
            rivals(Workload.CHAIN, Workload.CHAIN));

    private static Match rivals(Workload slice, Workload other) {
        return new Match(slice, other, Against.RIVALS);
    }

    /** Whether the vendor's servers can do what the match is about. */
    boolean suits(Vendor vendor) {
        return vendor != Vendor.POSTGRESQL || slice.loading() == Workload.Loading.BULK;
    }

    boolean needsRedis() {
        return slice.keys() == Workload.Keys.REDIS;
    }

    String name() {
        return slice.name();
    }
}
