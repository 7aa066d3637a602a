package io.tranche.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    /** It has no name any more, but this process's open files are known to the system. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nobodyElseMayReadKeysThatWereMovedToAFile(@TempDir Path folder) throws IOException {
        try (TemporaryFiles temporary = new TemporaryFiles(folder)) {
            temporary.open();
            List<Path> open;
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                open = files.filter(file -> leadsTo(file, folder)).toList();
            }
            assertEquals(1, open.size());
            assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(open.get(0)));
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    private static boolean leadsTo(Path file, Path folder) {
        try {
            return Files.readSymbolicLink(file).startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
