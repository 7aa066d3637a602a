package io.tranche.dialect.postgresql;

import io.tranche.dialect.CloneScope.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who owns objects, and who may do what with them. Each is an object of its own: roles may be missing in the target. */
record RightQueries(ServerFacts server) {
    List<ObjectQuery> all(Set<Rights> rights) {
        return new ArrayList<>();
    }
}
