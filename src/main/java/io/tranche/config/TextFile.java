package io.tranche.config;

import io.tranche.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small text file, or the reason why it cannot be read. Never the text in the reason. */
final class TextFile {
    static final int MOST_BYTES = 32 << 20;

    private TextFile() {}

    /** A file that cannot be used; the problem is for the user. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Unreadable(Problem problem, Throwable cause) {
            super(problem.toString(), cause);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /**
     * @param name the file's name in messages
     * @return the text without a byte order mark
     */
    static String read(Path path, String name) throws Unreadable {
        try {
            String text = decode(bytes(path, name));
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw unreadable(name, "There is no such file.", "", e);
        } catch (AccessDeniedException e) {
            throw unreadable(name, "This file may not be read.", "Allow your user to read it.", e);
        } catch (CharacterCodingException e) {
            throw unreadable(name, "This file is not UTF-8 text.", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw unreadable(name, "This file cannot be read: " + e.getMessage() + ".", "", e);
        }
    }

    private static byte[] bytes(Path path, String name) throws IOException, Unreadable {
        if (Files.isDirectory(path)) {
            throw unreadable(name, "This is a folder.", "Name a file in it.", null);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unreadable(name, "This file is larger than " + (MOST_BYTES >> 20) + " MB.", "", null);
            }
            return bytes;
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static Unreadable unreadable(String name, String what, String remedy, Throwable cause) {
        return new Unreadable(new Problem(name, what, remedy), cause);
    }
}
