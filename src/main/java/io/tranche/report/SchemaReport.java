package io.tranche.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code tranche schema} did.
 *
 * @param source the read connection's name
 * @param target the write connection's name, or a file's
 * @param created how many objects of each sort ({@code foreign key}) were to be created, those that were refused among them
 * @param leftOut objects that are not in the target, with the reasons
 * @param refused objects that the target did not take, with the server's words
 * @param milliseconds wall time
 */
public record SchemaReport(
        String source,
        String target,
        Map<String, Long> created,
        List<String> leftOut,
        List<String> refused,
        long milliseconds) {

    public SchemaReport {
        created = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(created));
        leftOut = List.copyOf(leftOut);
        refused = List.copyOf(refused);
    }
}
