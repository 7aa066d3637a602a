package io.tranche.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A terminal, or none, whose output can be looked at. */
final class FakeTerminal implements Terminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final Optional<BufferedReader> input;
    private final Map<String, String> environment;

    private FakeTerminal(Optional<String> typed, Map<String, String> environment) {
        this.input = typed.map(text -> new BufferedReader(new StringReader(text)));
        this.environment = environment;
    }

    /** Pipes on every end. */
    static FakeTerminal none() {
        return new FakeTerminal(Optional.empty(), Map.of());
    }

    /** Somebody sits there and types this. */
    static FakeTerminal typing(String text, Map<String, String> environment) {
        return new FakeTerminal(Optional.of(text), environment);
    }

    String outText() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String errText() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream out() {
        return outStream;
    }

    @Override
    public PrintStream err() {
        return errStream;
    }

    @Override
    public BufferedReader in() {
        return input.orElseThrow();
    }

    @Override
    public Optional<String> readHidden() {
        try {
            return Optional.ofNullable(in().readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Path directory() {
        return Path.of("/somewhere/here");
    }

    @Override
    public boolean canAsk() {
        return input.isPresent();
    }

    @Override
    public boolean isLive() {
        return input.isPresent();
    }

    @Override
    public int width() {
        return 80;
    }
}
