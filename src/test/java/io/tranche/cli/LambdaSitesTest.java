package io.tranche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LambdaSitesTest {
    /** With constants that count twice before and between. */
    record Several(long first, double second) {
        Supplier<Object> made() {
            return Object::new;
        }

        IntSupplier bound(String text) {
            return text.concat("x" + Long.MAX_VALUE + Math.E)::length;
        }

        Function<String, Integer> unbound() {
            return Integer::parseInt;
        }

        LongFunction<Several> own() {
            return number -> new Several(number, second);
        }
    }

    static final class WithSerializable {
        Supplier<String> usual() {
            return String::new;
        }

        Runnable serializable() {
            return (Runnable & Serializable) System::gc;
        }
    }

    interface None {}

    private static List<String> lines(Class<?> type) throws IOException {
        try (InputStream classFile =
                type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return LambdaSites.lines(classFile);
        }
    }

    @Test
    void saysOfEachLambdaWhatTheJvmSaysOfThoseThatItHasLinked() throws IOException {
        String own = "io/tranche/cli/LambdaSitesTest$Several";
        assertEquals(
                List.of(
                        "@lambda-proxy " + own + " get ()Ljava/util/function/Supplier; ()Ljava/lang/Object;"
                                + " REF_newInvokeSpecial java/lang/Object <init> ()V ()Ljava/lang/Object;",
                        "@lambda-proxy " + own + " getAsInt (Ljava/lang/String;)Ljava/util/function/IntSupplier; ()I"
                                + " REF_invokeVirtual java/lang/String length ()I ()I",
                        "@lambda-proxy " + own + " apply ()Ljava/util/function/Function;"
                                + " (Ljava/lang/Object;)Ljava/lang/Object; REF_invokeStatic java/lang/Integer parseInt"
                                + " (Ljava/lang/String;)I (Ljava/lang/String;)Ljava/lang/Integer;",
                        "@lambda-proxy " + own + " apply (L" + own + ";)Ljava/util/function/LongFunction;"
                                + " (J)Ljava/lang/Object; REF_invokeVirtual " + own + " lambda$own$0 (J)L" + own
                                + "; (J)L" + own + ";"),
                lines(Several.class));
    }

    @Test
    void leavesOutAClassWithALambdaThatAListHasNoWordsFor() throws IOException {
        assertEquals(List.of(), lines(WithSerializable.class));
    }

    @Test
    void readsClassesWithoutAnyLambda() throws IOException {
        assertEquals(List.of(), lines(None.class));
    }
}
