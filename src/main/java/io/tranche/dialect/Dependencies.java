package io.tranche.dialect;

import java.util.Collection;
import java.util.List;

/** What a database held at some moment, and what of it depends on what. */
@FunctionalInterface
public interface Dependencies {
    /** Where the server lets everything stay. */
    Dependencies NONE = unwanted -> List.of();

    /**
     * What the database holds beside some objects and cannot stay when they are dropped: for it depends on them, and the server
     * would refuse, or drop it as well.
     *
     * @param unwanted definitions of what is to be dropped, of this or of another database
     * @return in the order of creation
     */
    List<Definition> on(Collection<Definition> unwanted);
}
