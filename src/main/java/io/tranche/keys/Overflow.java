package io.tranche.keys;

import io.tranche.error.Failure;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Where text keys go that do not fit into memory: blocks of bytes in a temporary file that only this user may read. The file
 * is made when it is first needed and is gone with the process. Thread-safe.
 */
final class Overflow implements AutoCloseable {
    private static final int CACHE_MEGABYTES = 8;

    private final Path folder;
    private MVStore store;
    private Path file;
    private int opened;

    /** @param folder where the file will be */
    Overflow(Path folder) {
        this.folder = folder;
    }

    /** Room for the blocks of one arena. */
    synchronized Blocks open() {
        try {
            if (store == null) {
                start();
            }
            MVMap<Integer, byte[]> map = store.openMap("blocks" + opened++);
            return new Blocks(map);
        } catch (IOException | MVStoreException e) {
            throw failure("made", e);
        }
    }

    private void start() throws IOException {
        // createTempFile gives rw------- where the file system knows permissions
        file = Files.createTempFile(folder, "tranche-keys-", ".tmp");
        file.toFile().deleteOnExit();
        store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MEGABYTES)
                .open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
        unlink();
    }

    /** Where the system allows it the file loses its name while it is open: then nothing stays behind, however we end. */
    private void unlink() throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            Files.delete(file);
        }
    }

    @Override
    public synchronized void close() {
        if (store == null) {
            return;
        }
        store.closeImmediately();
        store = null;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure("deleted", e);
        }
    }

    private Failure failure(String what, Exception cause) {
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

    /** The blocks of one arena; each is written once. */
    final class Blocks {
        private final MVMap<Integer, byte[]> map;

        private Blocks(MVMap<Integer, byte[]> map) {
            this.map = map;
        }

        void write(int first, List<byte[]> blocks) {
            try {
                for (int i = 0; i < blocks.size(); i++) {
                    map.put(first + i, blocks.get(i));
                }
                map.store.commit();
            } catch (MVStoreException e) {
                throw failure("written", e);
            }
        }

        byte[] read(int number) {
            try {
                return map.get(number);
            } catch (MVStoreException e) {
                throw failure("read", e);
            }
        }
    }
}
