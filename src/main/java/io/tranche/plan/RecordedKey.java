package io.tranche.plan;

import io.tranche.keys.KeySpace;
import io.tranche.row.KeyColumns;
import java.util.List;

/**
 * A key that is taken out of each line.
 *
 * @param fields positions in the line, carried fields included, in key order
 */
public record RecordedKey(KeySpace space, List<Integer> fields) {
    public RecordedKey {
        fields = List.copyOf(fields);
    }

    public KeyColumns columns() {
        return new KeyColumns(
                fields.stream().mapToInt(Integer::intValue).toArray(), space.kind() == KeySpace.Kind.INTEGER);
    }
}
