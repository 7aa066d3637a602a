package io.tranche.dialect;

import io.tranche.catalog.TableName;
import java.util.Collection;
import java.util.List;

/** The DDL of a database's objects, without owners and DEFINER clauses. Reads when asked; one thread at a time. */
public interface Definitions {
    /**
     * Everything but foreign keys, in an order in which it can be created. A TABLE has what a load needs, and its primary
     * key; where the scope has indexes after the rows and the server gains by it, the key is an INDEX too.
     *
     * @throws SqlFailure if the source cannot be read at all; single objects that cannot are {@link #notices}
     */
    List<Definition> all(CloneScope scope);

    /** The tables among {@link #all} with their indexes, read without the rest where the dialect can. */
    default List<Definition> tables(CloneScope scope) {
        return all(scope).stream()
                .filter(definition ->
                        definition.kind() == Definition.Kind.TABLE || definition.kind() == Definition.Kind.INDEX)
                .toList();
    }

    /** What could not be read, for the user; known after {@link #all}. */
    List<String> notices();

    /** The foreign keys of these tables, each a definition of its own. */
    List<Definition> foreignKeys(Collection<TableName> tables, Proof proof);

    /** Whether the server looks at the rows when a constraint is created. */
    enum Proof {
        /** It does, and refuses a constraint that a row breaks. */
        CHECKED,
        /** It does not, where it lets us choose: for tables without rows. */
        TRUSTED
    }
}
