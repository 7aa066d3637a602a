package io.tranche.keys;

import io.tranche.error.Failure;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Files for keys that do not fit into memory. Only this user may read them, and they are gone with the process. Thread-safe.
 */
final class TemporaryFiles implements AutoCloseable {
    private final Path folder;
    private final Set<FileChannel> open = new HashSet<>();

    /** @param folder where files are made when they are needed */
    TemporaryFiles(Path folder) {
        this.folder = folder;
    }

    /** A new empty file; once it is open, {@link #unlink} is to be called. */
    Path create() throws IOException {
        // createTempFile gives rw------- where the file system knows permissions
        return Files.createTempFile(folder, "tranche-keys-", ".tmp");
    }

    /** Where the system allows it a file loses its name while it is open: then nothing stays behind, however we end. */
    static void unlink(Path file) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            Files.deleteIfExists(file);
        }
    }

    /** A new empty file that goes away when it is closed. */
    FileChannel open() {
        try {
            Path file = create();
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            unlink(file);
            synchronized (open) {
                open.add(channel);
            }
            return channel;
        } catch (IOException e) {
            throw failure("made", e);
        }
    }

    void close(FileChannel channel) {
        synchronized (open) {
            open.remove(channel);
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw failure("deleted", e);
        }
    }

    /** Closes the files that are still open. */
    @Override
    public void close() {
        Set<FileChannel> left;
        synchronized (open) {
            left = Set.copyOf(open);
        }
        left.forEach(this::close);
    }

    /** @param what could not be done */
    Failure failure(String what, Exception cause) {
        // The JDK closes a file under a thread that is interrupted in it
        if (Thread.currentThread().isInterrupted()) {
            return new Interruption("Stopped while keys were moved to the temporary file.");
        }
        return new RunFailure(
                "The temporary file for keys that do not fit into memory could not be " + what + " in " + folder + ": "
                        + cause.getMessage()
                        + ". Make room there, choose another folder with -Djava.io.tmpdir, or give more memory with -Xmx.",
                cause);
    }
}
