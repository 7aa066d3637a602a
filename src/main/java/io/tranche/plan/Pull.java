package io.tranche.plan;

import io.tranche.catalog.Reference;
import io.tranche.catalog.TableName;
import io.tranche.dialect.KeyForm;
import io.tranche.keys.KeySpace;
import java.util.List;

/** A followed reference: each copied child wants its parent. */
public record Pull(String name, Reference reference, KeySpace space, KeyForm form) implements Link {
    @Override
    public TableName from() {
        return reference.child();
    }

    @Override
    public List<String> fromColumns() {
        return reference.childColumns();
    }

    @Override
    public TableName to() {
        return reference.parent();
    }

    @Override
    public List<String> toColumns() {
        return reference.parentColumns();
    }
}
