package io.tranche.bench;

import java.util.List;

/**
 * A slice that is measured, and the same rows by the server's own means.
 *
 * @param rules schema.yml
 * @param conditions SQL by table, in the same order as {@code tables}: the rows of the slice
 */
record Workload(String name, String database, String rules, List<String> tables, List<String> conditions) {
    /** All rows of a wide table, by a rule. */
    static final Workload TABLE = new Workload(
            "table",
            "bench_table",
            """
            tables:
              measurements: {where: id > 0}
            """,
            List.of("measurements"),
            List.of("id > 0"));

    /** A tenth of the employees with all that belongs to them. */
    static final Workload EMPLOYEES = new Workload(
            "employees",
            "bench_employees",
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
            List.of("departments", "employees", "salaries", "titles", "dept_emp", "dept_manager"),
            List.of(
                    "1 = 1",
                    "emp_no % 10 = 0",
                    "emp_no % 10 = 0",
                    "emp_no % 10 = 0",
                    "emp_no % 10 = 0",
                    "emp_no % 10 = 0"));

    static final List<Workload> ALL = List.of(TABLE, EMPLOYEES);
}
