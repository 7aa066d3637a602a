package io.tranche.sync;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class DelegatingChangesTest {
    /** One that is forgotten would answer with the interface's own words. */
    @Test
    void handsOnWhateverChangesAreAsked() {
        for (Method method : Changes.class.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                assertDoesNotThrow(
                        () -> DelegatingChanges.class.getDeclaredMethod(method.getName(), method.getParameterTypes()));
            }
        }
    }

    @Test
    void aNoteDoesNotMakeARepairOneThatCannotBeRepeated() {
        assertTrue(new NotedChanges(Changes.none(1), "left alone").repeatable());
    }
}
