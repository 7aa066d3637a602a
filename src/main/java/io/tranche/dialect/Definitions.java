package io.tranche.dialect;

import io.tranche.catalog.TableName;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The DDL of a database's objects, without owners and DEFINER clauses. */
public interface Definitions {
    /**
     * Everything, in an order in which it can be created. Foreign keys and secondary indexes are definitions of their own;
     * a TABLE has its primary key and what a load needs.
     *
     * @param tables which tables are wanted; what depends on others is left out
     */
    List<Definition> all(Predicate<TableName> tables);

    /** What could not be read or does not translate, for the user; known after {@link #all}. */
    List<String> notices();

    /** The foreign keys of these tables. */
    List<Definition> foreignKeys(Collection<TableName> tables);
}
