package io.tranche.copy;

import io.tranche.catalog.TableName;
import io.tranche.dialect.SqlFailure;
import io.tranche.plan.Link;
import io.tranche.plan.Pull;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Rows that were committed, by table and by link. Thread-safe. */
public final class Tally {
    private final Map<TableName, LongAdder> selected = new ConcurrentHashMap<>();
    private final Map<TableName, LongAdder> pulled = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> byLink = new ConcurrentHashMap<>();
    private final Map<TableName, LongAdder> nanoseconds = new ConcurrentHashMap<>();
    private final Map<Cause, LongAdder> retries = new ConcurrentHashMap<>();

    /** Why something was done again. */
    public enum Cause {
        /** A deadlock, a lock wait. */
        CONFLICT,
        CONNECTION_LOST,
        /** The row that a load refused was looked for. */
        REFUSED_ROWS;

        /** @param kind of a failure that may pass */
        public static Cause of(SqlFailure.Kind kind) {
            return kind == SqlFailure.Kind.CONNECTION_LOST ? CONNECTION_LOST : CONFLICT;
        }
    }

    public void scanned(TableName table, long rows) {
        add(selected, table, rows);
    }

    public void found(Link link, long rows) {
        add(link instanceof Pull ? pulled : selected, link.to(), rows);
        byLink.computeIfAbsent(link.name(), name -> new LongAdder()).add(rows);
    }

    public void worked(TableName table, long workedNanoseconds) {
        add(nanoseconds, table, workedNanoseconds);
    }

    public void retried(Cause cause) {
        retries.computeIfAbsent(cause, name -> new LongAdder()).increment();
    }

    public long selected(TableName table) {
        return sum(selected.get(table));
    }

    public long pulled(TableName table) {
        return sum(pulled.get(table));
    }

    /** Rows that were fetched over a link. */
    public long over(String link) {
        return sum(byLink.get(link));
    }

    /** Time that workers spent on a table, added up over workers. */
    public long milliseconds(TableName table) {
        return sum(nanoseconds.get(table)) / 1_000_000;
    }

    public long retries(Cause cause) {
        return sum(retries.get(cause));
    }

    private static void add(Map<TableName, LongAdder> sums, TableName table, long amount) {
        sums.computeIfAbsent(table, name -> new LongAdder()).add(amount);
    }

    private static long sum(LongAdder adder) {
        return adder == null ? 0 : adder.sum();
    }
}
