package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parts objects that need each other in a circle: a check's function may take a row of the check's own table, and a view that was
 * replaced may read what reads it. Such a table is made without defaults and checks at first, and such a view with nothing but
 * its columns; as dumps do it.
 *
 * @param circular addresses of objects in circles
 * @param first by address: tables without defaults and checks, views that are columns only
 * @param rests by address of the table: its defaults and checks
 */
record Circles(Set<String> circular, Map<String, Definition> first, Map<String, Definition> rests) {
    private static final String REST = "rest of/";
    private static final String SHAPE = "shape of/";

    Inventory parted(Map<String, Definition> whole, List<List<String>> dependencies) {
        Map<String, Definition> objects = new LinkedHashMap<>();
        List<List<String>> needs = new ArrayList<>();
        whole.forEach((address, object) -> {
            if (isView(address, whole)) {
                objects.put(
                        SHAPE + address, first.get(address).of(object.table().orElseThrow()));
                objects.put(address, replacing(object));
                needs.add(List.of(address, SHAPE + address));
            } else if (isTable(address, whole)) {
                objects.put(address, bare(object, first.get(address)));
                objects.put(REST + address, rest(object, rests.get(address)));
                needs.add(List.of(REST + address, address));
            } else {
                objects.put(address, object);
            }
        });
        for (List<String> dependency : dependencies) {
            needs.addAll(parted(dependency, whole));
        }
        return new Inventory(objects, new ObjectOrder(objects, needs));
    }

    private List<List<String>> parted(List<String> dependency, Map<String, Definition> whole) {
        String from = dependency.get(0);
        String to = dependency.get(1);
        boolean rest = !dependency.get(2).isEmpty() && isTable(from, whole);
        boolean within = circular.contains(from) && isView(to, whole);
        List<List<String>> parts = new ArrayList<>();
        parts.add(List.of(rest ? REST + from : from, within ? SHAPE + to : to));
        if (isView(from, whole) && !circular.contains(to)) {
            parts.add(List.of(SHAPE + from, to));
        }
        return parts;
    }

    private boolean isView(String address, Map<String, Definition> whole) {
        return isKind(address, Kind.VIEW, whole) && first.containsKey(address);
    }

    private boolean isTable(String address, Map<String, Definition> whole) {
        return isKind(address, Kind.TABLE, whole) && first.containsKey(address) && rests.containsKey(address);
    }

    private boolean isKind(String address, Kind kind, Map<String, Definition> whole) {
        return circular.contains(address)
                && Optional.ofNullable(whole.get(address))
                        .filter(object -> object.kind() == kind)
                        .isPresent();
    }

    private static Definition bare(Definition table, Definition bare) {
        return new Definition(table.kind(), table.name(), table.table(), bare.create(), table.drop());
    }

    /** It goes with its table, before what it needs. */
    private static Definition rest(Definition table, Definition rest) {
        return new Definition(table.kind(), table.name(), table.table(), rest.create(), table.drop());
    }

    /** What stands in the circle goes with it. */
    private static Definition replacing(Definition view) {
        List<String> create = new ArrayList<>(view.create());
        create.set(0, create.get(0).replaceFirst("^CREATE VIEW ", "CREATE OR REPLACE VIEW "));
        return new Definition(
                view.kind(),
                view.name(),
                view.table(),
                create,
                view.drop().stream().map(drop -> drop + " CASCADE").toList());
    }
}
