package io.tranche.bench.data;

import io.tranche.config.Vendor;
import io.tranche.demo.BulkInsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/** The shape and the counts of the well-known employees database. */
public final class Employees implements Data {
    private static final int EMPLOYEES = 300_024;
    private static final int FIRST_EMPLOYEE = 10_001;
    private static final int SALARIES = 2_844_047;
    private static final int TITLES = 443_308;
    private static final int DEPT_EMP = 331_603;
    private static final int DEPT_MANAGER = 24;
    private static final List<String> DEPARTMENTS =
            List.of("d001", "d002", "d003", "d004", "d005", "d006", "d007", "d008", "d009");
    private static final LocalDate START = LocalDate.of(1985, 1, 1);

    @Override
    public String database() {
        return "bench_employees";
    }

    @Override
    public void fill(Connection connection, Vendor vendor) throws SQLException {
        tables(connection, vendor);
        connection.setAutoCommit(false);
        rows(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void tables(Connection connection, Vendor vendor) throws SQLException {
        Sql.execute(
                connection,
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
                  FOREIGN KEY (dept_no) REFERENCES departments (dept_no))""");
    }

    private static void rows(Connection connection) throws SQLException {
        insert(
                connection,
                "departments",
                DEPARTMENTS.size(),
                (rows, number) -> rows.add(DEPARTMENTS.get(number), "Department " + number));
        insert(
                connection,
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
                connection,
                "salaries",
                SALARIES,
                (rows, number) -> rows.add(
                        employee(number),
                        38_000 + number % 90_000,
                        day(turn(number) * 365),
                        day(turn(number) * 365 + 365)));
        insert(
                connection,
                "titles",
                TITLES,
                (rows, number) -> rows.add(
                        employee(number),
                        "Title " + turn(number),
                        day(turn(number) * 1000),
                        turn(number) == 0 ? null : day(9000)));
        insert(
                connection,
                "dept_emp",
                DEPT_EMP,
                (rows, number) -> rows.add(
                        employee(number),
                        DEPARTMENTS.get((number + turn(number)) % 9),
                        day(number % 5000),
                        "9999-01-01"));
        insert(
                connection,
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

    private static void insert(Connection connection, String table, int count, RowMaker maker) throws SQLException {
        try (Statement statement = connection.createStatement();
                BulkInsert rows = new BulkInsert(statement, table)) {
            for (int number = 0; number < count; number++) {
                maker.add(rows, number);
            }
        }
    }
}
