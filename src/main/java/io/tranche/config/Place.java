package io.tranche.config;

/**
 * Where something stands in a YAML file, for messages.
 *
 * @param line from 1; 0 where there is none (a default, a flag)
 * @param path the YAML path: {@code tables.order_items.rule}
 */
public record Place(String file, int line, String path) {
    /** {@code schema.yml:14 tables.order_items.rule} */
    @Override
    public String toString() {
        return (line > 0 ? file + ":" + line : file) + (path.isEmpty() ? "" : " " + path);
    }
}
