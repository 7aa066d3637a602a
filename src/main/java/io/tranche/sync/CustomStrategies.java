package io.tranche.sync;

import io.tranche.config.Place;
import io.tranche.config.SyncStrategy.Custom;
import io.tranche.error.Problem;
import io.tranche.error.Refusal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Strategies of the user's own, from the class path. */
public final class CustomStrategies {
    private CustomStrategies() {}

    /**
     * Makes one: by the public constructor that takes a {@code Map<String, String>} of settings, else by the one that takes nothing.
     *
     * @throws Refusal if there is no such class, or it is no strategy
     */
    public static Strategy of(Custom custom, Place place) {
        try {
            Class<?> named = Class.forName(custom.className());
            if (!Strategy.class.isAssignableFrom(named)) {
                throw refusal(
                        custom, place, "is no " + Strategy.class.getName(), "Have it implement that interface.", null);
            }
            return instance(named.asSubclass(Strategy.class), custom, place);
        } catch (ClassNotFoundException | LinkageError e) {
            throw refusal(
                    custom,
                    place,
                    "is not on the class path",
                    "Set TRANCHE_CLASS_PATH for scripts/tranche, or start with"
                            + " java -cp tranche.jar:yours.jar io.tranche.cli.Main.",
                    e);
        }
    }

    private static Strategy instance(Class<? extends Strategy> named, Custom custom, Place place) {
        try {
            Constructor<? extends Strategy> withSettings = find(named, Map.class);
            if (withSettings != null) {
                return withSettings.newInstance(custom.settings());
            }
            Constructor<? extends Strategy> plain = find(named);
            if (plain == null || !custom.settings().isEmpty()) {
                throw refusal(
                        custom,
                        place,
                        "cannot be made",
                        "Give it a public constructor that takes a Map<String, String>.",
                        null);
            }
            return plain.newInstance();
        } catch (InvocationTargetException e) {
            throw refusal(custom, place, "refused its settings: " + e.getCause().getMessage(), "", e);
        } catch (ReflectiveOperationException e) {
            throw refusal(custom, place, "cannot be made: " + e.getMessage(), "", e);
        }
    }

    private static Constructor<? extends Strategy> find(Class<? extends Strategy> named, Class<?>... parameters) {
        try {
            return named.getConstructor(parameters);
        } catch (NoSuchMethodException e) {
            // there may be the other one
            return null;
        }
    }

    private static Refusal refusal(Custom custom, Place place, String what, String remedy, Throwable cause) {
        return new Refusal(
                java.util.List.of(
                        new Problem(place.toString(), "The class " + custom.className() + " " + what + ".", remedy)),
                cause);
    }
}
