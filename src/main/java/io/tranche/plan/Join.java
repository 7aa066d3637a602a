package io.tranche.plan;

import io.tranche.catalog.Reference;
import io.tranche.catalog.TableName;
import io.tranche.config.TableRule;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.PerParent;
import io.tranche.keys.KeySpace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A {@code join} rule: each selected (or copied) parent wants its children.
 *
 * @param of which parents
 * @param conditions SQL over the child, all of which hold
 * @param orderBy SQL terms, ending in the key; only where there is a limit on the whole
 * @param level 1 for a join to a scanned table, 2 for a join to that, …: joins of one level wait for those below; 0 for
 *     joins that belong to the traversal because a join {@code of: copied} is at their root
 */
public record Join(
        String name,
        Reference reference,
        KeySpace space,
        KeyForm form,
        TableRule.Of of,
        List<String> conditions,
        List<String> orderBy,
        OptionalLong limit,
        Optional<PerParent> perParent,
        int level)
        implements Link {

    public Join {
        conditions = List.copyOf(conditions);
        orderBy = List.copyOf(orderBy);
    }

    @Override
    public TableName from() {
        return reference.parent();
    }

    @Override
    public List<String> fromColumns() {
        return reference.parentColumns();
    }

    @Override
    public TableName to() {
        return reference.child();
    }

    @Override
    public List<String> toColumns() {
        return reference.childColumns();
    }

    Join at(int newLevel) {
        return new Join(name, reference, space, form, of, conditions, orderBy, limit, perParent, newLevel);
    }
}
