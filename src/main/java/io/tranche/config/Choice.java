package io.tranche.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How rows are chosen by their own values; the parts that are given all hold. What a named rule says and what a table adds
 * are merged: the table's own word wins, part by part.
 *
 * @param where SQL with {@code %table_name%} for the table and {@code %%} for a percent sign, as written
 * @param limit at most this many rows
 * @param orderBy SQL, which {@code limit} follows
 * @param sample a share of the rows between 0 and 1, chosen by a hash of the key
 * @param keys key values as text, each in key order
 */
public record Choice(
        Optional<String> where,
        OptionalLong limit,
        Optional<String> orderBy,
        OptionalDouble sample,
        Optional<List<List<String>>> keys) {

    public static final Choice NONE = new Choice(
            Optional.empty(), OptionalLong.empty(), Optional.empty(), OptionalDouble.empty(), Optional.empty());

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** This choice with what {@code own} says put over it. */
    public Choice with(Choice own) {
        return new Choice(
                own.where.isPresent() ? own.where : where,
                own.limit.isPresent() ? own.limit : limit,
                own.orderBy.isPresent() ? own.orderBy : orderBy,
                own.sample.isPresent() ? own.sample : sample,
                own.keys.isPresent() ? own.keys : keys);
    }
}
