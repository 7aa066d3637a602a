package io.tranche.dialect;

import io.tranche.catalog.Column;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ConnectionConfig;
import io.tranche.progress.Listener;
import io.tranche.row.RowForm;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What only a database's own experts know. Stateless, thread-safe. */
public interface Dialect {
    /** {@code mysql} (for MariaDB too) or {@code postgresql}: slices stay within a family. */
    String family();

    /** An identifier, safely quoted. */
    String quote(String identifier);

    String quote(TableName table);

    /** How FROM names exactly the rows that the catalog counts to a table: with ONLY where other tables inherit from it. */
    default String from(Table table) {
        return quote(table.name());
    }

    /** How a user's SQL names a column of a table: {@code `orders`.`id`}. */
    default String quote(TableName table, String column) {
        return quote(table) + "." + quote(column);
    }

    /** The form in which a key's own values are written down. */
    KeyForm form(List<Column> columns);

    /**
     * The form in which the values of {@code child} columns are written down to be looked up in {@code parent} columns:
     * equal to {@code form(parent)} where equal bytes mean equal keys, else a form of the child's own.
     */
    KeyForm form(List<Column> child, List<Column> parent);

    /** Whether a column's field in a line is already its value in this form, so that it need not be carried. */
    boolean inLine(Column column, String form);

    /** Whether values of {@code from} can be stored in {@code to} exactly: compared before anything is touched. */
    boolean storable(Column from, Column to);

    /**
     * The fastest form in which rows of such columns travel exactly to a table of the target.
     *
     * @param from the source's columns, read as they are
     * @param to the target's, in the same order
     * @param keys those of {@code from} whose values are read out of the rows
     */
    default RowForm rowForm(List<Column> from, List<Column> to, Set<Column> keys) {
        return RowForm.TEXT;
    }

    /** Whether a value of one column, as it stands in a line, is the same value in the other: texts of one encoding. */
    default boolean sameBytes(Column from, Column to) {
        return true;
    }

    /**
     * SQL of a column's value to be compared with another database's, where its exact value ({@link Output#of}) will not do:
     * a mask's value as the target would give it back once it is stored, and values of which a copy keeps less than there is.
     *
     * @param table whose row it is
     * @param stored the target's column
     * @param mask SQL in the column's place
     */
    default Optional<String> compared(TableName table, Column column, Column stored, Optional<String> mask) {
        return mask;
    }

    /**
     * How a column's values come to texts that can be compared with another family's, in each form that they have.
     *
     * @return empty for values that no other family has
     */
    default Map<CanonicalForm, Canonical> canonical(TableName table, Column column) {
        return Map.of();
    }

    /** SQL: the reference of the row {@code childAlias} points at the row {@code parentAlias}, as the database compares. */
    String joinCondition(Reference reference, Table child, Table parent, String childAlias, String parentAlias);

    /**
     * SQL: no row of a table meets a condition.
     *
     * @param alias under which the condition knows the table
     * @param columns of the table that the condition compares with a row outside
     */
    default String noRow(Table table, String alias, List<String> columns, String condition) {
        return "NOT EXISTS (SELECT 1 FROM " + from(table) + " AS " + quote(alias) + " WHERE " + condition + ")";
    }

    /** SQL: about this share of the rows, by a hash of the key columns; a smaller share lies within a larger. */
    String sample(TableName table, List<Column> key, double share);

    /**
     * SQL: a number of 64 bits that depends on every byte of what is read of a row, on which column it stands in, and on what
     * is NULL there.
     *
     * @param function one of {@link Reader#hashFunctions}
     */
    String rowHash(Table table, List<Output> columns, String function);

    /**
     * SQL: a number from 0 to before {@code buckets} that depends on the key alone, and is the same on every server of the
     * family. Rows of one bucket among 16 are in the 16 buckets among 256 whose number gives theirs modulo 16, and so on.
     *
     * @param buckets a power of two, up to 2³⁰
     */
    String bucket(Table table, List<Column> key, int buckets);

    /** SQL: the key is one of these, given as a user wrote them. */
    String keyIn(TableName table, List<Column> key, List<List<String>> values);

    /** The name of a table that Tranche keeps for itself in a target; catalogs and dumps comparisons do not see it. */
    TableName reserved(String name);

    /**
     * Statements that create a reserved table (and what it needs around it) if it is not there; transactional.
     *
     * @param columns by name, in order
     * @param key the primary key's columns, of type NAME or NUMBER
     */
    List<String> createReserved(String name, Map<String, ReservedType> columns, List<String> key);

    /** Statements that remove a reserved table, and what is around it once it is the last. */
    List<String> dropReserved(String name);

    /** Types of reserved tables' columns; all NOT NULL. */
    enum ReservedType {
        /** Up to 190 ASCII characters. */
        NAME,
        /** 64 bits, signed. */
        NUMBER,
        /** ASCII text of any length. */
        TEXT
    }

    /**
     * Whether exactly one transaction lies between two positions of one server, as their texts tell; false where they do not
     * tell it.
     */
    default boolean oneTransactionLater(String before, String now) {
        return false;
    }

    /**
     * Whether a position tells how many transactions came after an earlier one, so that {@link #oneTransactionLater} may ever
     * hold.
     */
    default boolean countsTransactions(String position) {
        return true;
    }

    /** Whether a column holds a date with a time, fit to tell when a row was changed. */
    boolean isTime(Column column);

    /**
     * The date and time that stands in a line; empty for what is none (a zero date, infinity).
     *
     * @param text of a column of {@link #isTime}; moments are in UTC
     */
    Optional<LocalDateTime> time(String text);

    /**
     * SQL that holds for all rows whose column, one of {@link #isTime}, has this time or a later one, or none at all. Where
     * summer time makes a session's clock ambiguous, it may hold for rows of a little earlier too.
     */
    String notBefore(TableName table, Column column, LocalDateTime time);

    /** A script for the vendor's own command-line client that runs these statements, each object under its own settings. */
    byte[] script(List<Definition> definitions);

    /** Whether the server turns this connection away for want of a password. Other failures are for {@link #openSource}. */
    default boolean wantsPassword(ConnectionConfig connection) {
        return false;
    }

    /** Statements that have a session of a target look at its foreign keys again, or no longer. */
    List<String> referenceChecks(ReferenceChecks wanted);

    /** Whether foreign keys are looked at. */
    enum ReferenceChecks {
        ON,
        /** As sessions are opened. */
        OFF
    }

    /** Writes statements that change single rows, for the vendor's own command-line client. */
    RowStatements rowStatements();

    /** @throws io.tranche.error.RunFailure if the server cannot be reached, with the reason */
    Source openSource(ConnectionConfig connection, Listener listener);

    Target openTarget(ConnectionConfig connection, Listener listener);
}
