package io.tranche.progress;

/** Hears of events. Called from any thread, several at once; must be quick and must not throw. */
@FunctionalInterface
public interface Listener {
    void on(Event event);

    /** Hears nothing. */
    Listener NONE = event -> {};

    default void notice(String text) {
        on(new Event.Notice(text));
    }

    default void warning(String text) {
        on(new Event.Warning(text));
    }

    default void reads(String sql) {
        on(new Event.Statement(Event.Statement.Direction.READ, sql));
    }

    default void writes(String sql) {
        on(new Event.Statement(Event.Statement.Direction.WRITE, sql));
    }

    default void detail(String text) {
        on(new Event.Detail(text));
    }
}
