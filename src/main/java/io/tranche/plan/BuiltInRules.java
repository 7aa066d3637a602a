package io.tranche.plan;

import io.tranche.config.Choice;
import io.tranche.config.TableRule;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Rules that need not be written down: {@code full} and {@code skip}, as most files define them. */
final class BuiltInRules {
    private BuiltInRules() {}

    static Optional<Choice> find(String name) {
        return switch (name) {
            case "full" -> Optional.of(Choice.NONE);
            case "skip" ->
                Optional.of(new Choice(
                        Optional.of("1 = 0"),
                        OptionalLong.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty()));
            default -> Optional.empty();
        };
    }

    static List<String> withBuiltIn(Collection<String> named) {
        return Stream.concat(named.stream(), Stream.of("full", "skip", TableRule.UPON_REQUEST, TableRule.JOIN))
                .distinct()
                .toList();
    }
}
