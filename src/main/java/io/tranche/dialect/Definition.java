package io.tranche.dialect;

import io.tranche.catalog.TableName;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The DDL of one object, with names that lead to the target.
 *
 * @param name the object's name for messages
 * @param table the table it belongs to, if any; an index of a partition belongs to the partitioned table, which it may alter
 * @param create statements in order; each is run on its own
 * @param drop statements that remove it if it is there
 * @param stage when it is created
 * @param order whether others of its kind must be there before it
 */
public record Definition(
        Kind kind,
        String name,
        Optional<TableName> table,
        List<String> create,
        List<String> drop,
        Stage stage,
        Order order) {
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
        OTHER;

        /** {@code foreign key}. */
        public String word() {
            return this == OTHER
                    ? "other object"
                    : name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** {@code foreign keys}. */
        public String plural() {
            return word() + (this == INDEX ? "es" : "s");
        }
    }

    /** Rows come in between. */
    public enum Stage {
        BEFORE_ROWS,
        AFTER_ROWS
    }

    /** Among definitions of one kind that follow each other. */
    public enum Order {
        /** Needs none of the others: several may be created at once. */
        FREE,
        /** Comes after those before it. */
        KEPT
    }

    private static final Set<Kind> BEFORE_ROWS =
            EnumSet.of(Kind.SCHEMA, Kind.EXTENSION, Kind.TYPE, Kind.ROUTINE, Kind.SEQUENCE, Kind.TABLE);

    /** When and in which order, as its kind has it. */
    public Definition(Kind kind, String name, Optional<TableName> table, List<String> create, List<String> drop) {
        this(
                kind,
                name,
                table,
                create,
                drop,
                BEFORE_ROWS.contains(kind) ? Stage.BEFORE_ROWS : Stage.AFTER_ROWS,
                kind == Kind.INDEX ? Order.FREE : Order.KEPT);
    }

    public Definition with(Stage newStage, Order newOrder) {
        return new Definition(kind, name, table, create, drop, newStage, newOrder);
    }

    /** As a part of another table. */
    public Definition of(TableName other) {
        return new Definition(kind, name, Optional.of(other), create, drop, stage, order);
    }

    public Definition {
        create = List.copyOf(create);
        drop = List.copyOf(drop);
    }
}
