package io.tranche.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tranche.dialect.Carried;
import io.tranche.plan.Identity;
import io.tranche.plan.Plan;
import io.tranche.plan.PlanBuilder.Purpose;
import io.tranche.plan.Selection;

/**
 * What another process must know to take part in a run.
 *
 * @param run the id under which the store keeps the run's keys
 * @param now what {@code NOW()} stands for
 * @param purpose what the plan is for
 */
record SharedPlan(String run, String now, Purpose purpose, Plan plan) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addMixIn(Selection.class, Selections.class)
            .addMixIn(Identity.class, Identities.class)
            .addMixIn(Carried.class, Fields.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Selection.None.class, name = "none"),
        @JsonSubTypes.Type(value = Selection.Scan.class, name = "scan"),
        @JsonSubTypes.Type(value = Selection.Joined.class, name = "joined")
    })
    private interface Selections {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Identity.Unneeded.class, name = "unneeded"),
        @JsonSubTypes.Type(value = Identity.ByKey.class, name = "key"),
        @JsonSubTypes.Type(value = Identity.ByContent.class, name = "content")
    })
    private interface Identities {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Carried.KeyField.class, name = "key"),
        @JsonSubTypes.Type(value = Carried.Condition.class, name = "condition")
    })
    private interface Fields {}

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan without a JSON form", e);
        }
    }

    /** @throws IllegalArgumentException if the text is no plan of this version */
    static SharedPlan read(String json) {
        try {
            return JSON.readValue(json, SharedPlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no plan that this version can read: " + e.getOriginalMessage(), e);
        }
    }
}
