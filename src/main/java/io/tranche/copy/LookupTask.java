package io.tranche.copy;

import io.tranche.dialect.Asked;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.Join;
import io.tranche.plan.Link;
import io.tranche.plan.Pull;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Phase;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks up the missing keys of a link and copies the rows. While rows found make new keys missing for the same link (a
 * self-reference), or more are missing than one statement asks for, it goes on in the same transaction, up to a limit.
 */
public final class LookupTask implements TaskSource.Task {
    /** Keys asked for in one statement. */
    static final int BATCH = 10_000;

    private static final long ROWS_PER_UNIT = 200_000;

    private final Workshop workshop;
    private final Phase phase;
    private final Link link;
    private final String unit;
    private final int limit;
    private final List<KeyBatch> taken = new ArrayList<>();
    private final List<KeyBatch> unanswered = new ArrayList<>();

    private LookupTask(Workshop workshop, Phase phase, Link link, String unit, int limit, KeyBatch first) {
        this.workshop = workshop;
        this.phase = phase;
        this.link = link;
        this.unit = unit;
        this.limit = limit;
        this.taken.add(first);
    }

    /** Takes missing keys; empty if none are missing now. */
    public static Optional<LookupTask> take(Workshop workshop, Phase phase, Link link, String unit) {
        return take(workshop, phase, link, unit, BATCH);
    }

    /** @param limit keys asked for in one statement */
    static Optional<LookupTask> take(Workshop workshop, Phase phase, Link link, String unit, int limit) {
        KeyBatch keys = workshop.store().takeMissing(link.name(), link.space(), limit);
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new LookupTask(workshop, phase, link, unit, limit, keys));
    }

    @Override
    public void run(Station station) {
        TablePlan table = workshop.plan().table(link.to());
        int number = workshop.plan().links().toList().indexOf(link);
        Mode mode = link instanceof Join ? Mode.SELECT : Mode.PULL;
        long rows = new UnitRunner(workshop, phase)
                .run(unit, table, mode, UnitEntry.Subject.LINK, number, station, this::read);
        unanswered.forEach(keys -> workshop.store().unanswered(link.space(), keys));
        workshop.tally().found(link, rows);
    }

    /** On a second try everything that was taken is asked for again. */
    private void read(TablePlan table, Station station, UnitRunner.Written written, BatchHandler handler) {
        unanswered.clear();
        Optional<Climb> climb = Climb.of(table, link);
        for (int i = 0; i < taken.size(); i++) {
            Asked asked = new Asked(table.table().columnsOf(link.toColumns()), link.form(), taken.get(i));
            ask(station, table, asked, handler);
            if (i > 0 && climb.isPresent()) {
                climb.get().from(asked, station.reader(), written, handler);
            }
            if (i == taken.size() - 1 && written.rows() < ROWS_PER_UNIT) {
                takeMore();
            }
        }
    }

    private void takeMore() {
        KeyBatch more = workshop.store().takeMissing(link.name(), link.space(), limit);
        if (!more.isEmpty()) {
            taken.add(more);
        }
    }

    private void ask(Station station, TablePlan table, Asked asked, BatchHandler handler) {
        if (link instanceof Join join) {
            station.reader().readMatching(Queries.join(table, join), asked, handler);
        } else if (link instanceof Pull) {
            KeyBatch missing = station.reader().lookup(table.query(), asked, handler);
            if (!missing.isEmpty()) {
                unanswered.add(missing);
            }
        }
    }
}
