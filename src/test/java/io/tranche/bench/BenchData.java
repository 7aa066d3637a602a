package io.tranche.bench;

import io.tranche.config.Vendor;
import io.tranche.demo.BulkInsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/** The bench's own data, the same each time. */
final class BenchData {
    private static final int MEASUREMENTS = 2_000_000;
    private static final int EMPLOYEES = 300_024;
    private static final int FIRST_EMPLOYEE = 10_001;
    private static final int SALARIES = 2_844_047;
    private static final int TITLES = 443_308;
    private static final int DEPT_EMP = 331_603;
    private static final int DEPT_MANAGER = 24;
    private static final List<String> DEPARTMENTS =
            List.of("d001", "d002", "d003", "d004", "d005", "d006", "d007", "d008", "d009");
    private static final LocalDate START = LocalDate.of(1985, 1, 1);

    private final Vendor vendor;
    private final Connection connection;

    BenchData(Vendor vendor, Connection connection) {
        this.vendor = vendor;
        this.connection = connection;
    }

    void fill(Workload workload) throws SQLException {
        connection.setAutoCommit(false);
        if (workload == Workload.TABLE) {
            measurements();
        } else {
            employees();
        }
        connection.commit();
    }

    private void measurements() throws SQLException {
        execute(
                """
                CREATE TABLE measurements (
                  id INT NOT NULL PRIMARY KEY,
                  device_id INT NOT NULL,
                  kind VARCHAR(16) NOT NULL,
                  amount DECIMAL(12,3) NOT NULL,
                  taken_at %s NOT NULL,
                  note VARCHAR(60))"""
                        .formatted(vendor == Vendor.POSTGRESQL ? "TIMESTAMP" : "DATETIME"));
        try (Statement statement = connection.createStatement();
                BulkInsert rows = new BulkInsert(statement, "measurements")) {
            for (int id = 1; id <= MEASUREMENTS; id++) {
                String note = id % 7 == 0 ? null : "measurement number " + id + " of a day";
                rows.add(
                        id,
                        id % 5000,
                        "kind" + id % 12,
                        id % 100_000 + ".125",
                        START.plusDays(id % 9000) + " 10:11:12",
                        note);
            }
        }
    }

    /** The shape and the counts of the well-known employees database. */
    private void employees() throws SQLException {
        for (String table : List.of(
                "CREATE TABLE departments (dept_no CHAR(4) NOT NULL PRIMARY KEY, dept_name VARCHAR(40) NOT NULL UNIQUE)",
                """
                CREATE TABLE employees (emp_no INT NOT NULL PRIMARY KEY, birth_date DATE NOT NULL,
                  first_name VARCHAR(14) NOT NULL, last_name VARCHAR(16) NOT NULL, gender %s NOT NULL,
                  hire_date DATE NOT NULL)"""
                        .formatted(vendor == Vendor.POSTGRESQL ? "CHAR(1)" : "ENUM('M','F')"),
                """
                CREATE TABLE salaries (emp_no INT NOT NULL, salary INT NOT NULL, from_date DATE NOT NULL,
                  to_date DATE NOT NULL, PRIMARY KEY (emp_no, from_date),
                  FOREIGN KEY (emp_no) REFERENCES employees (emp_no))""",
                """
                CREATE TABLE titles (emp_no INT NOT NULL, title VARCHAR(50) NOT NULL, from_date DATE NOT NULL,
                  to_date DATE, PRIMARY KEY (emp_no, title, from_date),
                  FOREIGN KEY (emp_no) REFERENCES employees (emp_no))""",
                """
                CREATE TABLE dept_emp (emp_no INT NOT NULL, dept_no CHAR(4) NOT NULL, from_date DATE NOT NULL,
                  to_date DATE NOT NULL, PRIMARY KEY (emp_no, dept_no),
                  FOREIGN KEY (emp_no) REFERENCES employees (emp_no),
                  FOREIGN KEY (dept_no) REFERENCES departments (dept_no))""",
                """
                CREATE TABLE dept_manager (emp_no INT NOT NULL, dept_no CHAR(4) NOT NULL, from_date DATE NOT NULL,
                  to_date DATE NOT NULL, PRIMARY KEY (emp_no, dept_no),
                  FOREIGN KEY (emp_no) REFERENCES employees (emp_no),
                  FOREIGN KEY (dept_no) REFERENCES departments (dept_no))""")) {
            execute(table);
        }
        insert(
                "departments",
                DEPARTMENTS.size(),
                (rows, number) -> rows.add(DEPARTMENTS.get(number), "Department " + number));
        insert(
                "employees",
                EMPLOYEES,
                (rows, number) -> rows.add(
                        FIRST_EMPLOYEE + number,
                        day(number % 5000),
                        "First" + number % 1200,
                        "Last" + number % 1600,
                        number % 5 < 3 ? "M" : "F",
                        day(5000 + number % 5000)));
        insert(
                "salaries",
                SALARIES,
                (rows, number) -> rows.add(
                        employee(number),
                        38_000 + number % 90_000,
                        day(turn(number) * 365),
                        day(turn(number) * 365 + 365)));
        insert(
                "titles",
                TITLES,
                (rows, number) -> rows.add(
                        employee(number),
                        "Title " + turn(number),
                        day(turn(number) * 1000),
                        turn(number) == 0 ? null : day(9000)));
        insert(
                "dept_emp",
                DEPT_EMP,
                (rows, number) -> rows.add(
                        employee(number),
                        DEPARTMENTS.get((number + turn(number)) % 9),
                        day(number % 5000),
                        "9999-01-01"));
        insert(
                "dept_manager",
                DEPT_MANAGER,
                (rows, number) ->
                        rows.add(employee(number * 10), DEPARTMENTS.get(number % 9), day(number), "9999-01-01"));
    }

    private static int employee(int number) {
        return FIRST_EMPLOYEE + number % EMPLOYEES;
    }

    /** How many rows the employee already has. */
    private static int turn(int number) {
        return number / EMPLOYEES;
    }

    private static String day(int number) {
        return START.plusDays(number).toString();
    }

    private interface RowMaker {
        void add(BulkInsert rows, int number) throws SQLException;
    }

    private void insert(String table, int count, RowMaker maker) throws SQLException {
        try (Statement statement = connection.createStatement();
                BulkInsert rows = new BulkInsert(statement, table)) {
            for (int number = 0; number < count; number++) {
                maker.add(rows, number);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
