package io.tranche.plan;

import io.tranche.catalog.Catalog;
import io.tranche.config.SchemaRules;
import io.tranche.dialect.Dialect;
import io.tranche.error.Problems;
import java.util.List;

/** The references that rules and a catalog give, apart from any plan. */
public final class References {
    private References() {}

    /**
     * @param notices receives what the user should know of references that are not followed
     * @throws io.tranche.error.Refusal with all problems of {@code references:}
     */
    public static List<Treated> of(SchemaRules rules, Catalog catalog, Dialect dialect, List<String> notices) {
        Problems problems = new Problems();
        List<Treated> treated = new ReferenceResolver(catalog, dialect, problems, notices).resolve(rules.references());
        problems.refuseIfAny();
        return treated;
    }
}
