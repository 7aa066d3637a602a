package io.tranche.proof.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A condition on a row that is both evaluated here and written as SQL. As in SQL there is a third answer, unknown, which is
 * an empty Optional. Column names in it need no quoting.
 */
public sealed interface Predicate {
    Optional<Boolean> holds(Row row);

    /** @param prefix goes before each column: empty, or {@code table.} */
    String sql(String prefix);

    default boolean accepts(Row row) {
        return holds(row).orElse(false);
    }

    record Always(boolean answer) implements Predicate {
        @Override
        public Optional<Boolean> holds(Row row) {
            return Optional.of(answer);
        }

        @Override
        public String sql(String prefix) {
            return answer ? "1 = 1" : "1 = 0";
        }
    }

    /** {@code column % divisor = remainder}, over non-negative numbers. */
    record Modulo(String column, long divisor, long remainder) implements Predicate {
        @Override
        public Optional<Boolean> holds(Row row) {
            return row.get(column).key().map(key -> (Long) key % divisor == remainder);
        }

        @Override
        public String sql(String prefix) {
            return prefix + column + " % " + divisor + " = " + remainder;
        }
    }

    record Below(String column, long bound) implements Predicate {
        @Override
        public Optional<Boolean> holds(Row row) {
            return row.get(column).key().map(key -> (Long) key < bound);
        }

        @Override
        public String sql(String prefix) {
            return prefix + column + " < " + bound;
        }
    }

    record In(String column, List<Long> numbers) implements Predicate {
        @Override
        public Optional<Boolean> holds(Row row) {
            return row.get(column).key().map(numbers::contains);
        }

        @Override
        public String sql(String prefix) {
            return prefix + column + " IN "
                    + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    record IsNull(String column) implements Predicate {
        @Override
        public Optional<Boolean> holds(Row row) {
            return Optional.of(row.get(column).isNull());
        }

        @Override
        public String sql(String prefix) {
            return prefix + column + " IS NULL";
        }
    }

    /** {@code column LIKE '%fragment%'}; the column compares bytes, the fragment has no wildcard. */
    record Holds(String column, String fragment) implements Predicate {
        @Override
        public Optional<Boolean> holds(Row row) {
            return row.get(column).key().map(key -> key.toString().contains(fragment));
        }

        @Override
        public String sql(String prefix) {
            return prefix + column + " LIKE '%" + fragment.replace("'", "''") + "%'";
        }
    }

    record Not(Predicate inner) implements Predicate {
        @Override
        public Optional<Boolean> holds(Row row) {
            return inner.holds(row).map(answer -> !answer);
        }

        @Override
        public String sql(String prefix) {
            return "NOT (" + inner.sql(prefix) + ")";
        }
    }

    record Either(Predicate left, Predicate right) implements Predicate {
        @Override
        public Optional<Boolean> holds(Row row) {
            if (left.accepts(row) || right.accepts(row)) {
                return Optional.of(true);
            }
            return left.holds(row).isEmpty() || right.holds(row).isEmpty() ? Optional.empty() : Optional.of(false);
        }

        /** Without brackets around it: a rule's text must not lean on what stands next to it. */
        @Override
        public String sql(String prefix) {
            return "(" + left.sql(prefix) + ") OR (" + right.sql(prefix) + ")";
        }
    }
}
