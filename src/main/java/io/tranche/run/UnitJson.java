package io.tranche.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tranche.plan.Unit;
import java.util.List;

/** Units as JSON. */
final class UnitJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addMixIn(Unit.class, Units.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Unit.Scan.class, name = "scan"),
        @JsonSubTypes.Type(value = Unit.Lookup.class, name = "lookup")
    })
    private interface Units {}

    private UnitJson() {}

    static String write(List<Unit.Scan> units) {
        try {
            return JSON.writerFor(new TypeReference<List<Unit.Scan>>() {}).writeValueAsString(units);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("units without a JSON form", e);
        }
    }

    static String write(Unit unit) {
        try {
            return JSON.writerFor(Unit.class).writeValueAsString(unit);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a unit without a JSON form", e);
        }
    }

    /** @throws IllegalArgumentException if the text is no unit */
    static Unit unit(String json) {
        try {
            return JSON.readValue(json, Unit.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no unit: " + e.getOriginalMessage(), e);
        }
    }

    static List<Unit.Scan> scans(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<Unit.Scan>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds something else than units", e);
        }
    }
}
