package io.tranche.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A small file system in memory that gets full. Mounting takes root; where it is not allowed the test is skipped, loudly. */
public final class Tmpfs implements AutoCloseable {
    private final Path folder;

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    public static Tmpfs mounted(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        int code = run(
                "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=777", "tranche-test", folder.toString());
        if (code != 0) {
            System.err.println("\n##### SKIPPED: a full disk, for no small file system can be mounted here\n");
            Assumptions.abort("no file system can be mounted");
        }
        return new Tmpfs(folder);
    }

    public Path folder() {
        return folder;
    }

    public void grow(int megabytes) throws IOException {
        if (run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString()) != 0) {
            throw new IOException("cannot make " + folder + " bigger");
        }
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        // the server may hold files of it open: it goes when they are closed
        run("umount", "-l", folder.toString());
    }
}
