package io.tranche.proof.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A table's entry in schema.yml. */
public sealed interface Choice {
    UponRequest UPON_REQUEST = new UponRequest();

    record UponRequest() implements Choice {}

    /**
     * Rows chosen by their own values; the parts that are given all hold.
     *
     * @param spelling where the condition stands in the file
     * @param sample per cent
     * @param keys whole numbers, each in key order
     */
    record Own(
            Predicate where,
            Spelling spelling,
            Ordering ordering,
            OptionalInt limit,
            OptionalInt sample,
            Optional<List<List<Long>>> keys)
            implements Choice {
        public static Own where(Predicate where, Spelling spelling) {
            return new Own(where, spelling, Ordering.NONE, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
        }
    }

    /** Rows whose parent over {@code reference} is selected, or copied. */
    record Join(String reference, Of of, Ordering ordering, OptionalInt limit, OptionalInt perParent)
            implements Choice {}

    enum Of {
        SELECTED,
        COPIED
    }

    enum Spelling {
        NAMED,
        INLINE,
        QUALIFIED
    }

    /** {@code order_by}; always completed by the key. */
    record Ordering(List<Term> terms) {
        public static final Ordering NONE = new Ordering(List.of());

        public record Term(String column, Direction direction) {}

        public enum Direction {
            ASC,
            DESC
        }

        public String sql() {
            return String.join(
                    ", ",
                    terms.stream()
                            .map(term -> term.column() + (term.direction() == Direction.DESC ? " DESC" : ""))
                            .toList());
        }
    }
}
