package io.tranche.demo;

import io.tranche.error.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Maven artifacts that hold server binaries. The build copies them to {@code target/demo-lib}; they are no part of the
 * program's own jar.
 *
 * @param folder holds the artifacts; what is unpacked from them is kept in it, too
 */
public record Libraries(Path folder) {
    /** @throws Refusal if the folder is not there; it says how to get it */
    public static Libraries of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Refusal(
                    "tranche demo",
                    "The server binaries are not in " + folder + ".",
                    "Run scripts/demo in a checkout of Tranche, which builds them there, or set TRANCHE_DEMO_LIB.");
        }
        return new Libraries(folder.toAbsolutePath());
    }

    /** The artifact whose file name begins with {@code name}. */
    Path find(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "-"))
                    .filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            "tranche demo",
                            "There is no " + name + " in " + folder + ".",
                            "Run scripts/demo in a checkout of Tranche, which builds it there."));
        }
    }

    /**
     * Unpacks an artifact once.
     *
     * @param place where an entry goes, relative to the returned folder; empty for what is not wanted
     */
    Path unpacked(String name, Function<String, Optional<String>> place) throws IOException {
        Path unpacked = folder.resolve("unpacked").resolve(name);
        Path done = unpacked.resolve(".complete");
        if (Files.exists(done)) {
            return unpacked;
        }
        try (ZipFile jar = new ZipFile(find(name).toFile())) {
            for (ZipEntry entry :
                    jar.stream().filter(each -> !each.isDirectory()).toList()) {
                Optional<String> relative = place.apply(entry.getName());
                if (relative.isPresent()) {
                    unpack(jar, entry, unpacked.resolve(relative.get()));
                }
            }
        }
        Files.createFile(done);
        return unpacked;
    }

    private static void unpack(ZipFile jar, ZipEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.copy(jar.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
