package io.tranche.report;

import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import java.util.List;

/** Hands each event to several listeners, in their order. As thread-safe as they are. */
public final class Broadcast implements Listener {
    private final List<Listener> listeners;

    public Broadcast(List<Listener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void on(Event event) {
        for (Listener listener : listeners) {
            listener.on(event);
        }
    }
}
