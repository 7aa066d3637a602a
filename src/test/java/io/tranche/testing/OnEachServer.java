package io.tranche.testing;

import io.tranche.config.Vendor;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A test with one parameter, a {@link TestServer}; it runs once on a server of each vendor. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}", allowZeroInvocations = true)
@ArgumentsSource(EachServer.class)
public @interface OnEachServer {
    Vendor[] value() default {Vendor.MARIADB, Vendor.MYSQL};
}
