package io.tranche.dialect;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import java.util.List;

/**
 * Statements that change single rows, as text for the vendor's own command-line client. Values are the unescaped fields of
 * lines (null for NULL), and arrive as exactly those bytes. Each statement ends with a semicolon and a newline. Stateless.
 */
public interface RowStatements {
    /** Begins a transaction in a session whose settings the values need. */
    byte[] begin();

    byte[] commit();

    /** Whether foreign keys are neither checked nor acted upon in the session, so that statements need no order. */
    boolean disregardForeignKeys();

    /** Statements that drop or create foreign keys, in the midst of the others. */
    byte[] foreignKeys(List<String> statements);

    byte[] insert(Table table, List<Column> columns, List<byte[]> values);

    /** @param key values of {@code keyColumns} */
    byte[] update(Table table, List<Column> columns, List<byte[]> values, List<Column> keyColumns, List<byte[]> key);

    /** @param key values of {@code keyColumns} */
    byte[] delete(Table table, List<Column> keyColumns, List<byte[]> key);
}
