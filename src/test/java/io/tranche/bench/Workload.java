package io.tranche.bench;

import io.tranche.bench.data.Chain;
import io.tranche.bench.data.Data;
import io.tranche.bench.data.Employees;
import io.tranche.bench.data.Family;
import io.tranche.bench.data.Measurements;
import java.util.List;

/**
 * Rows that are to be had, by a slice and by SQL.
 *
 * @param rules schema.yml; empty where no slice is made
 * @param workers of the slice
 * @param parts the same rows, by SQL
 * @param loading what the target allows a slice to load by
 * @param keys where the slice keeps them
 * @param link between a slice and its source
 */
record Workload(
        String name, Data data, String rules, int workers, List<Part> parts, Loading loading, Keys keys, Link link) {
    /** How a slice gets its rows into the target. */
    enum Loading {
        /** The server's bulk load. */
        BULK,
        /** INSERT: MySQL's and MariaDB's {@code local_infile} is OFF. */
        INSERT
    }

    /** Where keys are while a slice is made. */
    enum Keys {
        PROCESS,
        REDIS
    }

    /** How fast rows come from the source. */
    enum Link {
        DIRECT,
        /** As from a server that has a core for each session, and no faster ones: 10 MB a second for each. */
        SLOW
    }

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final String ALL = "1 = 1";
    private static final Data MEASUREMENTS = new Measurements();

    /** All rows of a wide table, by a rule. */
    static final Workload TABLE = measurements("table", PROCESSORS, "id > 0");

    /** The same without LOAD DATA. */
    static final Workload INSERTS = new Workload(
            "inserts", MEASUREMENTS, TABLE.rules, PROCESSORS, TABLE.parts, Loading.INSERT, Keys.PROCESS, Link.DIRECT);

    static final Workload TABLE_BY_ONE = measurements("table, 1 worker", 1, "id > 0");

    static final Workload TABLE_BY_TWO = measurements("workers", 2, "id > 0");

    static final Workload SLOWLY_BY_ONE =
            measurements("slowly, 1 worker", 1, "id > 0").slowly();

    static final Workload SLOWLY_BY_TWO = measurements("slowly", 2, "id > 0").slowly();

    static final Workload TENTH_OF_TABLE = measurements("a tenth of it", PROCESSORS, "id <= 200000");

    /** A tenth of the employees with all that belongs to them. */
    static final Workload EMPLOYEES = new Workload(
            "employees",
            new Employees(),
            """
            rules: {full: {where: 1 = 1}}
            tables:
              departments: {rule: full}
              employees: {where: "emp_no % 10 = 0"}
              salaries: {rule: join, table: employees, reference: emp_no}
              titles: {rule: join, table: employees, reference: emp_no}
              dept_emp: {rule: join, table: employees, reference: emp_no}
              dept_manager: {rule: join, table: employees, reference: emp_no}
            """,
            PROCESSORS,
            List.of(
                    new Part("departments", ALL),
                    new Part("employees", "emp_no % 10 = 0"),
                    new Part("salaries", "emp_no % 10 = 0"),
                    new Part("titles", "emp_no % 10 = 0"),
                    new Part("dept_emp", "emp_no % 10 = 0"),
                    new Part("dept_manager", "emp_no % 10 = 0")));

    /** A million children, each of a parent of its own, out of five million. */
    static final Workload TRAVERSAL = family("traversal", new Family("bench_traversal", 5_000_000, 1_000_000, 5));

    /** Children of nine parents in ten. */
    static final Workload MOSTLY = family("mostly", new Family("bench_mostly", 1_000_000, 900_000, 1));

    /** The same of as many parents as the traversal has. */
    static final Workload MOSTLY_LARGE =
            family("mostly-large", new Family("bench_mostly_large", 5_000_000, 4_500_000, 1));

    /** The same with its keys in Redis. */
    static final Workload REDIS = MOSTLY.inRedis();

    /** A row whose parent has a parent that has a parent. */
    static final Workload CHAIN = new Workload(
            "chain",
            new Chain(),
            """
            tables:
              nodes: {where: id = %d}
            """.formatted(Chain.YOUNGEST),
            PROCESSORS,
            List.of(new Part(
                    "nodes",
                    """
                            id IN (WITH RECURSIVE ancestors (id, parent_id) AS (
                              SELECT id, parent_id FROM nodes WHERE id = %d UNION ALL
                              SELECT n.id, n.parent_id FROM ancestors a JOIN nodes n ON n.id = a.parent_id)
                            SELECT id FROM ancestors)"""
                            .formatted(Chain.YOUNGEST))));

    private Workload(String name, Data data, String rules, int workers, List<Part> parts) {
        this(name, data, rules, workers, parts, Loading.BULK, Keys.PROCESS, Link.DIRECT);
    }

    private static Workload measurements(String name, int workers, String condition) {
        return new Workload(
                name,
                MEASUREMENTS,
                """
                tables:
                  measurements: {where: %s}
                """
                        .formatted(condition),
                workers,
                List.of(new Part("measurements", condition)));
    }

    private static Workload family(String name, Family family) {
        return new Workload(
                name,
                family,
                """
                default: upon_request
                tables:
                  children: {where: 1 = 1}
                """,
                PROCESSORS,
                List.of(new Part("children", ALL), new Part("parents", "id IN (SELECT parent_id FROM children)")));
    }

    /** What somebody would copy who did not look which parents are wanted. */
    Workload allOfFamily() {
        return new Workload(
                "everything", data, "", PROCESSORS, List.of(new Part("children", ALL), new Part("parents", ALL)));
    }

    Workload named(String otherName) {
        return new Workload(otherName, data, rules, workers, parts, loading, keys, link);
    }

    private Workload inRedis() {
        return new Workload("redis", data, rules, workers, parts, loading, Keys.REDIS, link);
    }

    private Workload slowly() {
        return new Workload(name, data, rules, workers, parts, loading, keys, Link.SLOW);
    }

    String database() {
        return data.database();
    }
}
