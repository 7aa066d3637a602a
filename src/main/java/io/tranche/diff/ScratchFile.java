package io.tranche.diff;

import io.tranche.error.RunFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A temporary file; readable for its owner alone, as the system makes them. */
final class ScratchFile implements Scratch.Pile {
    private final Path file;

    ScratchFile() {
        try {
            file = Files.createTempFile("tranche", ".keys");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void append(byte[] bytes) {
        try {
            Files.write(file, bytes, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public InputStream read() {
        try {
            return new BufferedInputStream(Files.newInputStream(file));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static RunFailure failed(IOException e) {
        return new RunFailure(
                "Differences outgrew memory, and a temporary file could not be used: " + e
                        + ". Make room in the folder for temporary files, or name a database with `scratch:` in schema.yml.",
                e);
    }
}
