package io.tranche.dialect.mysql;

/** The names of {@link io.tranche.catalog.Table#properties} that MySQL's and MariaDB's tables have. */
final class TableProperties {
    /** {@code InnoDB}, {@code MyISAM}, … as the server spells it. */
    static final String ENGINE = "engine";

    /** The table's default collation. */
    static final String COLLATION = "collation";

    static final String ROW_FORMAT = "row_format";

    /** There, with the value {@code yes}, if the table has partitions. */
    static final String PARTITIONED = "partitioned";

    /** There, with the value {@code yes}, if the table keeps its history (MariaDB). */
    static final String VERSIONED = "versioned";

    private TableProperties() {}
}
