package io.tranche.error;

import java.util.List;
import java.util.stream.Collectors;

/** Wrong usage or configuration, found before anything was written; carries every problem of one input. Exit code 2. */
public final class Refusal extends Failure {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** @param problems at least one, in the order in which they are to be shown */
    public Refusal(List<Problem> problems) {
        this(problems, null);
    }

    public Refusal(List<Problem> problems, Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a refusal needs a problem");
        }
        this.problems = List.copyOf(problems);
    }

    public Refusal(Problem problem) {
        this(List.of(problem));
    }

    public Refusal(String where, String what, String remedy) {
        this(new Problem(where, what, remedy));
    }

    public List<Problem> problems() {
        return problems;
    }

    @Override
    public int exitCode() {
        return 2;
    }
}
