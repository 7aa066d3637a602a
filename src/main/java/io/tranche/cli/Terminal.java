package io.tranche.cli;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The process's streams, and what is on their other ends. */
interface Terminal {
    /** Results. UTF-8. */
    PrintStream out();

    /** Everything else. UTF-8. */
    PrintStream err();

    BufferedReader in();

    /** A line that is not shown while it is typed; empty at the end of the input. */
    Optional<String> readHidden();

    Map<String, String> environment();

    Path directory();

    /** Whether somebody can be asked: stdin and stderr are a terminal. */
    boolean canAsk();

    /** Whether stderr is a terminal that can redraw lines. */
    boolean isLive();

    /** Columns of stderr's terminal; 80 where that is not known. */
    int width();

    default boolean wantsColour() {
        return isLive() && environment().getOrDefault("NO_COLOR", "").isEmpty();
    }
}
