package io.tranche.bench;

/** Rows of one table. */
record Part(String table, String condition) {
    String count() {
        return "SELECT COUNT(*) FROM " + table + " WHERE " + condition;
    }

    /** Whether the condition is more than a look at the row: what other tables hold, or rows further up. */
    boolean asksOtherRows() {
        return condition.contains("SELECT");
    }
}
