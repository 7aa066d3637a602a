package io.tranche.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code tls:} of config.yml: true, false, a mode, or a mapping. */
final class TlsReader {
    private static final List<String> KEYS = List.of("mode", "ca", "cert", "key");

    private TlsReader() {}

    static Optional<Tls> read(Value value) {
        return value.isMapping()
                ? value.section(KEYS).flatMap(TlsReader::fromSection)
                : mode(value).map(TlsReader::withoutFiles);
    }

    private static Tls withoutFiles(Tls.Mode mode) {
        return new Tls(mode, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Optional<Tls.Mode> mode(Value value) {
        Optional<String> text = value.filledText("true, false, " + TlsModes.KNOWN);
        Optional<Tls.Mode> mode = text.flatMap(TlsModes::of);
        if (text.isPresent() && mode.isEmpty()) {
            value.problem(Quoted.of(value.written()) + " is no TLS mode.", "Use true, false, " + TlsModes.KNOWN + ".");
        }
        return mode;
    }

    private static Optional<Tls> fromSection(Section section) {
        Optional<Path> authority = file(section, "ca");
        Optional<Path> certificate = file(section, "cert");
        Optional<Path> key = file(section, "key");
        if (section.given("cert").isPresent() != section.given("key").isPresent()) {
            section.self().problem("`cert` and `key` belong together, and only one of them is here.", "Give both.");
        }
        // naming an authority is asking for its signature, as with the servers' own tools
        Tls.Mode implied = section.has("ca") ? Tls.Mode.VERIFY_CA : Tls.Mode.REQUIRE;
        Optional<Tls.Mode> mode = section.given("mode").map(TlsReader::mode).orElse(Optional.of(implied));
        if (mode.filter(Tls.Mode.DISABLE::equals).isPresent()
                && section.entries().size() > 1) {
            section.self().problem("`mode: disable` makes no use of certificates.", "Leave them out, or the mode.");
        }
        return mode.map(known -> new Tls(known, authority, certificate, key));
    }

    private static Optional<Path> file(Section section, String key) {
        return section.given(key).flatMap(value -> value.filledText("the path of a PEM file")
                .flatMap(path -> TlsFiles.existing(path, value.scope())));
    }
}
