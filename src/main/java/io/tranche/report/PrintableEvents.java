package io.tranche.report;

import io.tranche.progress.Event;
import io.tranche.progress.Listener;

/** Passes events on with what a terminal may be given of their names and texts. As thread-safe as the other listener. */
public record PrintableEvents(Listener listener) implements Listener {
    @Override
    public void on(Event event) {
        listener.on(printable(event));
    }

    private static Event printable(Event event) {
        if (event instanceof Event.TableStarted e) {
            return new Event.TableStarted(e.phase(), Printable.line(e.table()), e.expectedRows());
        }
        if (event instanceof Event.RowsWritten e) {
            return new Event.RowsWritten(e.phase(), Printable.line(e.table()), e.rows(), e.bytes());
        }
        if (event instanceof Event.TableFinished e) {
            return new Event.TableFinished(e.phase(), Printable.line(e.table()), e.rows(), e.milliseconds());
        }
        if (event instanceof Event.UnitRetried e) {
            return new Event.UnitRetried(
                    e.phase(), Printable.line(e.table()), e.rowsTakenBack(), Printable.of(e.reason()));
        }
        if (event instanceof Event.Notice e) {
            return new Event.Notice(Printable.of(e.text()));
        }
        if (event instanceof Event.Warning e) {
            return new Event.Warning(Printable.of(e.text()));
        }
        if (event instanceof Event.Detail e) {
            return new Event.Detail(Printable.of(e.text()));
        }
        return event;
    }
}
