package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Kind;
import io.tranche.dialect.Definition.Order;
import io.tranche.dialect.Definition.Stage;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is created before the rows: tables with all that they need, be it a view whose row type a default's function has; and
 * whatever else needs nothing that comes after the rows.
 */
final class Stages {
    private final Map<String, Definition> objects;
    private final ObjectOrder order;
    private final Set<String> late = new HashSet<>();

    Stages(Map<String, Definition> objects, ObjectOrder order) {
        this.objects = objects;
        this.order = order;
        Set<String> tables = new HashSet<>();
        objects.forEach((address, object) -> {
            if (object.stage() == Stage.AFTER_ROWS) {
                late.add(address);
            } else if (object.kind() == Kind.TABLE) {
                tables.add(address);
            }
        });
        late.addAll(order.dependents(late));
        late.removeAll(order.needed(tables));
    }

    Definition placed(String address) {
        Definition object = objects.get(address);
        Stage stage = late.contains(address) ? Stage.AFTER_ROWS : Stage.BEFORE_ROWS;
        return object.with(
                stage,
                switch (object.kind()) {
                    case TABLE -> order.needsItsLike(address) ? Order.KEPT : Order.FREE;
                    case INDEX -> Order.FREE;
                    case SCHEMA, EXTENSION, TYPE, ROUTINE, SEQUENCE, FOREIGN_KEY, VIEW, TRIGGER, EVENT, OTHER ->
                        Order.KEPT;
                });
    }
}
