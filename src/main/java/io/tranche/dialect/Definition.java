package io.tranche.dialect;

import io.tranche.catalog.TableName;
import java.util.List;
import java.util.Optional;

/**
 * The DDL of one object, with names that lead to the target.
 *
 * @param name the object's name for messages
 * @param table the table it belongs to, if any
 * @param create statements in order; each is run on its own
 * @param drop statements that remove it if it is there
 */
public record Definition(Kind kind, String name, Optional<TableName> table, List<String> create, List<String> drop) {
    /** In the order of creation. */
    public enum Kind {
        SCHEMA,
        EXTENSION,
        TYPE,
        ROUTINE,
        SEQUENCE,
        TABLE,
        /** After the rows. */
        INDEX,
        FOREIGN_KEY,
        VIEW,
        TRIGGER,
        EVENT,
        OTHER
    }

    public Definition {
        create = List.copyOf(create);
        drop = List.copyOf(drop);
    }
}
