package io.tranche.bench;

/** Rows of one table. */
record Part(String table, String condition) {
    String count() {
        return "SELECT COUNT(*) FROM " + table + " WHERE " + condition;
    }
}
