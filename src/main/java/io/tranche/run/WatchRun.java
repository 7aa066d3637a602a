package io.tranche.run;

import io.tranche.dialect.Dialect;
import io.tranche.dialect.Position;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.Failure;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.report.Metrics;
import io.tranche.report.MetricsServer;
import io.tranche.report.SyncReport;
import io.tranche.sync.Signatures.Positions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code tranche watch}: a sync, again and again. As long as both servers' positions prove that nothing has changed, a round is
 * two questions. A round that fails is tried again, after pauses that double up to a minute; only the first one must succeed, for
 * what it fails of is a wrong password or a wrong name.
 */
public final class WatchRun {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final WatchRequest request;
    private final Surroundings surroundings;
    private final Listener listener;
    private final Metrics metrics = new Metrics(Clock.systemUTC());
    private final Setup setup;
    private final Dialect dialect;
    private Optional<Positions> inStep = Optional.empty();
    private Duration pause = FIRST_PAUSE;
    private boolean doubtTold;

    public WatchRun(WatchRequest request, Surroundings surroundings) {
        this.request = request;
        this.listener = surroundings.listener();
        this.surroundings = new Surroundings(
                surroundings.environment(), surroundings.directory(), this::pass, surroundings.prompt());
        this.setup = Setup.of(request.sync(), surroundings);
        this.dialect = Dialects.ofSync(setup.source(), setup.target());
    }

    /** Each round's phases and tables would be noise. */
    private void pass(Event event) {
        if (event instanceof Event.Warning || event instanceof Event.Detail) {
            listener.on(event);
        }
    }

    /** Who is asked again and again warns of the same again and again. */
    private void passNotices(Event event) {
        if (event instanceof Event.Notice) {
            listener.on(event);
        }
    }

    /**
     * Watches until this thread is interrupted.
     *
     * @throws Interruption then
     * @throws Failure of the first round
     */
    public void run() {
        Optional<MetricsServer> server =
                request.metrics().map(endpoint -> MetricsServer.start(endpoint.host(), endpoint.port(), metrics::text));
        try {
            server.ifPresent(listening -> listener.notice("Figures: " + listening.address()));
            sync(Instant.now());
            while (true) {
                await(request.interval());
                round();
            }
        } finally {
            server.ifPresent(MetricsServer::close);
        }
    }

    /** Once, in the first round that reaches both servers. */
    private void tellWhatIsNotProven() {
        if (doubtTold) {
            return;
        }
        positions().ifPresent(now -> {
            String doubt =
                    now.source().proves() ? now.target().doubt() : now.source().doubt();
            String side = now.source().proves()
                    ? setup.target().name()
                    : setup.source().name();
            if (!doubt.isEmpty()) {
                listener.notice("Each round looks at every table, because " + side + " does not prove that nothing has"
                        + " changed: " + doubt + ".");
            }
        });
        doubtTold = true;
    }

    private void round() {
        Instant began = Instant.now();
        try {
            tellWhatIsNotProven();
            if (inStep.isPresent() && inStep.equals(positions())) {
                metrics.addUnchanged(began);
            } else {
                sync(began);
            }
            pause = FIRST_PAUSE;
        } catch (Interruption e) {
            throw e;
        } catch (Failure | SqlFailure e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Interruption("The watch was stopped.");
            }
            inStep = Optional.empty();
            metrics.addFailure();
            listener.warning(RunFailure.sentence(String.valueOf(e.getMessage())) + " Trying again in "
                    + pause.toSeconds() + " s.");
            await(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private Optional<Positions> positions() {
        return switch (request.sync().signature()) {
            case AUTO, BINLOG -> Optional.of(askForPositions());
            case CONTENT, OFF -> Optional.empty();
        };
    }

    private Positions askForPositions() {
        try (Source source = Sources.open(setup, dialect, this::passNotices);
                Source target = dialect.openSource(setup.target(), Listener.NONE)) {
            Position ofSource = source.position();
            return new Positions(ofSource, target.position());
        }
    }

    private void sync(Instant began) {
        SyncRun run = new SyncRun(request.sync(), surroundings);
        SyncReport report = run.run();
        inStep = run.settled();
        metrics.add(report, began);
        report.tables().stream()
                .filter(line -> line.error().isPresent())
                .forEach(line -> listener.warning(
                        line.table() + " failed: " + line.error().get()));
        String changes = report.tables().stream()
                .filter(line -> line.differing() > 0)
                .map(line -> line.table() + " +" + line.missing() + " ~" + line.changed() + " -" + line.extra())
                .collect(Collectors.joining(", "));
        if (!changes.isEmpty()) {
            listener.notice(began.toString().substring(0, 19) + "Z " + changes);
        }
    }

    private static void await(Duration time) {
        try {
            // nobody counts it down
            if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a latch that nobody knows was opened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("The watch was stopped.");
        }
    }
}
