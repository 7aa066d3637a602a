package io.tranche.proof.oracle;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.Choice;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.Row;
import io.tranche.proof.model.TableShape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Works out in memory what a slice must hold. Written from the words of the design, not from the code that slices: a row is
 * in the target exactly if a rule selects it, or a copied row refers to it over a followed reference.
 *
 * <p>It goes by brute force: whatever can be concluded is concluded again and again until nothing is added.
 */
public final class Oracle {
    private final Case given;
    private final Map<String, Set<Integer>> sampled;
    private final Map<String, Set<Integer>> selected = new LinkedHashMap<>();
    private final Map<String, Set<Integer>> copied = new LinkedHashMap<>();
    private final Map<String, Map<List<Object>, Set<Integer>>> parentsByKey = new HashMap<>();

    private Oracle(Case given, Map<String, Set<Integer>> sampled) {
        this.given = given;
        this.sampled = sampled;
        for (TableShape table : given.tables()) {
            selected.put(table.name(), new TreeSet<>());
            copied.put(table.name(), new TreeSet<>());
        }
    }

    /**
     * The expected slice.
     *
     * @param sampled which rows a {@code sample} took, by table: a hash chooses them, which only the database knows
     */
    public static Expected expect(Case given, Map<String, Set<Integer>> sampled) {
        Oracle oracle = new Oracle(given, sampled);
        oracle.chooseByOwnValues();
        boolean grew = true;
        while (grew) {
            grew = oracle.followJoins() | oracle.followReferences();
        }
        return new Expected(oracle.copied, oracle.selected, oracle.orphans());
    }

    private void chooseByOwnValues() {
        for (TableShape table : given.tables()) {
            if (given.rules().of(table.name()) instanceof Choice.Own own) {
                select(table.name(), chosen(table, own));
            }
        }
    }

    private List<Integer> chosen(TableShape table, Choice.Own own) {
        List<Row> rows = given.rows().get(table.name());
        Set<Integer> fit = new TreeSet<>();
        for (int position = 0; position < rows.size(); position++) {
            Row row = rows.get(position);
            if (own.where().accepts(row) && isAmong(own.keys(), table, row) && isSampled(own, table, position)) {
                fit.add(position);
            }
        }
        Sorting sorting = new Sorting(given, table, own.ordering());
        return sorting.first(fit, own.limit());
    }

    private static boolean isAmong(Optional<List<List<Long>>> keys, TableShape table, Row row) {
        return keys.isEmpty()
                || keys.get().stream()
                        .anyMatch(key -> row.key(table.primaryKey()).equals(Optional.of(List.<Object>copyOf(key))));
    }

    private boolean isSampled(Choice.Own own, TableShape table, int position) {
        return own.sample().isEmpty() || sampled.get(table.name()).contains(position);
    }

    private boolean followJoins() {
        boolean grew = false;
        for (TableShape table : given.tables()) {
            if (given.rules().of(table.name()) instanceof Choice.Join join && isReady(join)) {
                grew |= select(table.name(), joined(table, join));
            }
        }
        return grew;
    }

    /** A limit over all rows of a join is taken once its parent's rows are all known. */
    private boolean isReady(Choice.Join join) {
        return join.limit().isEmpty()
                || isSettled(given.reference(join.reference()).parent());
    }

    private boolean isSettled(String table) {
        if (!(given.rules().of(table) instanceof Choice.Join join)) {
            return true;
        }
        Ref reference = given.reference(join.reference());
        return isSettled(reference.parent()) && selected.get(table).containsAll(joined(given.table(table), join));
    }

    private List<Integer> joined(TableShape table, Choice.Join join) {
        Ref reference = given.reference(join.reference());
        Set<Integer> parents = (join.of() == Choice.Of.COPIED ? copied : selected).get(reference.parent());
        Map<List<Object>, Set<Integer>> children = new LinkedHashMap<>();
        List<Row> rows = given.rows().get(table.name());
        for (int position = 0; position < rows.size(); position++) {
            Row row = rows.get(position);
            if (parentsOf(reference, row).stream().anyMatch(parents::contains)) {
                List<Object> key = row.key(reference.childColumns()).orElseThrow();
                children.computeIfAbsent(key, unseen -> new TreeSet<>()).add(position);
            }
        }
        Sorting sorting = new Sorting(given, table, join.ordering());
        Set<Integer> kept = new TreeSet<>();
        children.values().forEach(siblings -> kept.addAll(sorting.first(siblings, join.perParent())));
        return sorting.first(kept, join.limit());
    }

    private boolean followReferences() {
        boolean grew = false;
        for (Ref reference : given.references()) {
            if (reference.followed()) {
                List<Row> rows = given.rows().get(reference.child());
                for (int position : List.copyOf(copied.get(reference.child()))) {
                    grew |= copied.get(reference.parent()).addAll(parentsOf(reference, rows.get(position)));
                }
            }
        }
        return grew;
    }

    /** The rows that a child's row points at; none where one of its columns is NULL or the reference does not hold. */
    private Set<Integer> parentsOf(Ref reference, Row row) {
        if (!reference.when().map(when -> when.accepts(row)).orElse(true)) {
            return Set.of();
        }
        return row.key(reference.childColumns())
                .map(key -> parentIndex(reference).getOrDefault(key, Set.of()))
                .orElse(Set.of());
    }

    private Map<List<Object>, Set<Integer>> parentIndex(Ref reference) {
        return parentsByKey.computeIfAbsent(reference.parent() + reference.parentColumns(), unseen -> {
            Map<List<Object>, Set<Integer>> index = new HashMap<>();
            List<Row> rows = given.rows().get(reference.parent());
            for (int position = 0; position < rows.size(); position++) {
                int here = position;
                rows.get(position).key(reference.parentColumns()).ifPresent(key -> index.computeIfAbsent(
                                key, fresh -> new HashSet<>())
                        .add(here));
            }
            return index;
        });
    }

    private boolean select(String table, List<Integer> positions) {
        boolean grew = selected.get(table).addAll(positions);
        return copied.get(table).addAll(positions) | grew;
    }

    private Map<String, Expected.Orphans> orphans() {
        Map<String, Expected.Orphans> orphans = new LinkedHashMap<>();
        for (Ref reference : given.references()) {
            orphans.put(reference.name(), orphansOf(reference));
        }
        return orphans;
    }

    private Expected.Orphans orphansOf(Ref reference) {
        List<Row> rows = given.rows().get(reference.child());
        Set<List<Object>> keys = new HashSet<>();
        Set<List<String>> spellings = new HashSet<>();
        int count = 0;
        for (int position : copied.get(reference.child())) {
            Row row = rows.get(position);
            Optional<List<Object>> key = row.key(reference.childColumns());
            boolean holds = reference.when().map(when -> when.accepts(row)).orElse(true);
            if (key.isPresent()
                    && holds
                    && !copied.get(reference.parent()).stream()
                            .anyMatch(parent -> refersTo(reference, key.get(), parent))) {
                count++;
                keys.add(key.get());
                spellings.add(row.spelling(reference.childColumns()));
            }
        }
        return new Expected.Orphans(count, keys.size(), spellings.size());
    }

    private boolean refersTo(Ref reference, List<Object> key, int parent) {
        Row row = given.rows().get(reference.parent()).get(parent);
        return row.key(reference.parentColumns()).equals(Optional.of(key));
    }
}
