package io.tranche.run;

import io.tranche.config.SyncRules;
import io.tranche.dialect.Position;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.diff.Pairing;
import io.tranche.error.Refusal;
import io.tranche.progress.Listener;
import io.tranche.sync.Counts;
import io.tranche.sync.FoundTable;
import io.tranche.sync.Signatures;
import io.tranche.sync.Signatures.Look;
import io.tranche.sync.Signatures.Positions;
import io.tranche.sync.SyncLog;
import io.tranche.sync.SyncLog.Status;
import io.tranche.sync.SyncTable;
import io.tranche.sync.TableOutcome;
import io.tranche.sync.UnlessUnchanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a target remembers from run to run: its history, and which tables were in step when. One run uses it, in one thread:
 * {@link #begin}, {@link #shownBy}, {@link #end}.
 */
final class SyncMemory {
    private final Source source;
    private final Source reading;
    private final Target target;
    private final SyncRules rules;
    private final SyncRequest.Signature mode;
    private final Listener listener;
    private final SyncLog log;
    private final Signatures signatures;
    private final Instant run = Instant.now();

    private final String sourceName;
    private final String targetName;
    private final Map<SyncTable, UnlessUnchanged> guards = new HashMap<>();
    private final Map<SyncTable, String> configurations = new HashMap<>();
    private List<SyncTable> looked = List.of();
    private List<SyncTable> passedOver = List.of();
    private Positions before;
    private Optional<Positions> settled = Optional.empty();

    SyncMemory(
            Source source, Source reading, Target target, Setup setup, SyncRequest.Signature mode, Listener listener) {
        this.sourceName = setup.source().name();
        this.targetName = setup.target().name();
        this.source = source;
        this.reading = reading;
        this.target = target;
        this.rules = setup.rules().sync();
        this.mode = mode;
        this.listener = listener;
        this.log = new SyncLog(target.dialect());
        this.signatures = Signatures.of(target, new Signatures.Pair(source.identity(), target.identity()));
        this.before = unknown("");
    }

    private static Positions unknown(String why) {
        return new Positions(Position.unknown(why), Position.unknown(why));
    }

    /**
     * The tables that must be looked at. What is done with them is written down from here on.
     *
     * @throws Refusal if nothing but positions is wanted, and they prove nothing
     */
    List<SyncTable> begin(TargetSession session, List<SyncTable> tables) {
        before = positions();
        Optional<String> obstacle = signatures.obstacle(before, sourceName, targetName);
        if (mode == SyncRequest.Signature.BINLOG && obstacle.isPresent()) {
            throw new Refusal(
                    "--signature binlog",
                    obstacle.get() + ".",
                    "Have the server tell its position, or use `--signature auto` or `content`.");
        }
        log.create(target, session);
        Signatures.create(target, session);
        before = positions();
        tables.forEach(table -> configurations.put(table, configuration(table)));
        passedOver = tables.stream().filter(this::isUnchanged).toList();
        looked = tables.stream()
                .filter(table -> !passedOver.contains(table))
                .map(table -> byContent(table, obstacle) ? guarded(table) : table)
                .toList();
        if (!passedOver.isEmpty()) {
            listener.notice(passedOver.size() + " of " + tables.size()
                    + " tables need no look: neither server has changed since they were found in step.");
        }
        if (!looked.isEmpty()) {
            log.begin(session, run, looked);
            session.commit();
            before = positions();
        }
        return looked;
    }

    private boolean byContent(SyncTable table, Optional<String> obstacle) {
        return table.strategy().idleWhenUnchanged()
                && switch (mode) {
                    case CONTENT -> true;
                    // what is cheaper than hashing is done each time
                    case AUTO -> obstacle.isPresent() && !table.strategy().cheaperThanHashing();
                    case BINLOG, OFF -> false;
                };
    }

    private SyncTable guarded(SyncTable table) {
        String configuration = configurations.get(table);
        UnlessUnchanged guard = new UnlessUnchanged(
                table.strategy(),
                contents -> signatures.sameContents(table, configuration, contents, rules.fullCheckEvery()));
        SyncTable guarded = new SyncTable(table.pairing(), table.display(), guard);
        guards.put(guarded, guard);
        configurations.put(guarded, configuration);
        return guarded;
    }

    private boolean isUnchanged(SyncTable table) {
        return table.strategy().idleWhenUnchanged()
                && signatures.unchanged(table, configurations.get(table), before, rules.fullCheckEvery());
    }

    private Positions positions() {
        return switch (mode) {
            case AUTO, BINLOG -> new Positions(source.position(), reading.position());
            case CONTENT, OFF -> unknown("it was not asked for");
        };
    }

    /** The source's position stands for what is read only if the snapshot shows all of it. */
    void shownBy(Snapshot snapshot) {
        if (!snapshot.shows(before.source())) {
            before = new Positions(Position.unknown("its snapshot may lie before its position"), before.target());
        }
    }

    /**
     * Writes down how the run ended.
     *
     * @param found what each table's strategy found, where it was looked at
     * @return the outcomes of all tables, also of those that were passed over
     */
    List<TableOutcome> end(TargetSession session, List<FoundTable> found, List<TableOutcome> outcomes) {
        Map<SyncTable, FoundTable> foundByTable =
                found.stream().collect(Collectors.toMap(FoundTable::table, Function.identity()));
        Map<SyncTable, TableOutcome> byTable = found.stream()
                .collect(Collectors.toMap(FoundTable::table, table -> outcomes.get(found.indexOf(table))));
        boolean wrote = found.stream().anyMatch(table -> table.changes().pending());
        for (int line = 0; line < looked.size(); line++) {
            TableOutcome outcome = byTable.get(looked.get(line));
            log.end(session, run, line, outcome, outcome.failed() ? Status.FAILED : Status.DONE);
            remember(session, looked.get(line), outcome, wrote ? Written.SOME : Written.NOTHING);
            rememberContents(session, foundByTable.get(looked.get(line)), outcome);
        }
        if (!wrote) {
            passedOver.forEach(
                    table -> signatures.record(session, table, configurations.get(table), before, Look.PASSED_OVER));
        }
        session.commit();
        if (!wrote && looked.stream().allMatch(table -> table.strategy().idleWhenUnchanged())) {
            settle();
        }
        tellWhatContentShowed();
        List<TableOutcome> all = new ArrayList<>(outcomes);
        passedOver.forEach(table -> all.add(passedOver(table)));
        return all;
    }

    /** Whether anything of the run's has moved the target's position. */
    private enum Written {
        NOTHING,
        SOME
    }

    private void remember(TargetSession session, SyncTable table, TableOutcome outcome, Written written) {
        if (outcome.failed() || written == Written.SOME || !before.source().proves()) {
            signatures.forget(session, table, configurations.get(table));
        } else {
            signatures.record(session, table, configurations.get(table), before, Look.COMPARED);
        }
    }

    private void rememberContents(TargetSession session, FoundTable found, TableOutcome outcome) {
        UnlessUnchanged guard = guards.get(found.table());
        if (guard == null) {
            return;
        }
        String configuration = configurations.get(found.table());
        if (outcome.failed() || guard.seen().isEmpty()) {
            signatures.forgetContents(session, found.table(), configuration);
        } else {
            Look look = guard.passedOver() ? Look.PASSED_OVER : Look.COMPARED;
            signatures.record(session, found.table(), configuration, guard.after(found.changes()), look);
        }
    }

    private void tellWhatContentShowed() {
        long same = guards.values().stream().filter(UnlessUnchanged::passedOver).count();
        if (same > 0) {
            listener.notice(same + " of " + guards.size()
                    + " tables hold what they held when they were found in step, and were passed over.");
        }
    }

    /** Nothing was repaired: if nothing but the last transaction has come since, both sides are in step as they are now. */
    private void settle() {
        Positions now = positions();
        boolean proven = now.source().proves() && now.target().proves();
        if (proven && signatures.onlyOwn(before, now)) {
            settled = Optional.of(now);
        }
    }

    /** Positions of both servers at which they are known to be in step; empty where that is not proven. */
    Optional<Positions> settled() {
        return settled;
    }

    private TableOutcome passedOver(SyncTable table) {
        return new TableOutcome(
                table.name(),
                table.display(),
                table.strategy().name(),
                run,
                Instant.now(),
                Counts.NONE,
                "",
                Optional.empty());
    }

    /** All that decides what is compared, and how. */
    private String configuration(SyncTable table) {
        Pairing pairing = table.pairing();
        Function<List<?>, String> texts =
                list -> list.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        return String.join(
                "\n\n",
                table.strategy().getClass().getName(),
                rules.tables().toString(),
                rules.byTime().toString(),
                rules.defaultRule().strategy().toString(),
                rules.keyless().toString(),
                texts.apply(pairing.columns()),
                texts.apply(pairing.sourceColumns()),
                new TreeMap<>(pairing.masks()).toString());
    }
}
