package io.tranche.run;

import io.tranche.config.Secret;
import io.tranche.progress.Listener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run needs of the process around it.
 *
 * @param environment variables, for {@code ${}} and $TRANCHE_CONFIG
 * @param directory where {@code ./config.yml} is looked for
 */
public record Surroundings(Map<String, String> environment, Path directory, Listener listener, Prompt prompt) {
    /** Asks the user. */
    @FunctionalInterface
    public interface Prompt {
        /** Yes or no; empty where there is no terminal to ask on. */
        Optional<Boolean> confirm(List<String> lines, String question);

        /** Whether there is a terminal to ask on. */
        default boolean canAsk() {
            return false;
        }

        /** A password, not shown while it is typed; empty where there is nobody to ask, or nothing was typed. */
        default Optional<Secret> password(String question) {
            return Optional.empty();
        }
    }
}
