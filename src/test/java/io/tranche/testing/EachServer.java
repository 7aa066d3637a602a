package io.tranche.testing;

import io.tranche.config.Vendor;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The servers of {@link OnEachServer}; vendors whose server does not start have said so loudly and are left out. */
final class EachServer implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Vendor[] vendors = context.getRequiredTestMethod()
                .getAnnotation(OnEachServer.class)
                .value();
        return Servers.each(vendors).map(Arguments::of);
    }
}
