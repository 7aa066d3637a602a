package io.tranche.diff;

import static java.util.Objects.requireNonNull;

/**
 * A column of either side that is not compared.
 *
 * @param reason for the user: {@link #ON_PURPOSE}, {@code varchar(20) here, varchar(10) in prod}
 */
public record LeftOut(String column, String reason) {
    /** The rules change the column's values: that they differ is what was asked for. */
    public static final String ON_PURPOSE = "changed on purpose";

    public LeftOut {
        requireNonNull(column, "column");
        requireNonNull(reason, "reason");
    }
}
