package io.tranche.dialect.mysql;

import io.tranche.dialect.Definition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Definitions as a script for the {@code mysql} and {@code mariadb} clients. Each statement is in the character set that the
 * settings before it announce, as the server reads it; so the bytes are a script's, not always a text's.
 */
final class Script {
    private static final String HEADER =
            """
            -- Made by Tranche. Comments and line ends of routines stay only with:
            -- mysql --comments --binary-mode <database> < this file
            SET NAMES utf8mb4;
            /*!50500 SET SESSION innodb_strict_mode = OFF */;
            /*!80000 SET SESSION explicit_defaults_for_timestamp = ON */;
            /*M!101100 SET SESSION explicit_defaults_for_timestamp = ON */;
            /*M!110200 SET SESSION character_set_collations = '' */;
            """;

    private static final String SETTINGS =
            String.join(";\n", MySqlDefiner.SETTINGS) + ";\n/*M!100200 " + MySqlDefiner.MARIADB_MODE + " */;\n";

    private static final Pattern CLIENT = Pattern.compile("^SET .*\\bcharacter_set_client = (\\w+)");

    /** Where Java's name is another; its Latin-1 lacks the letters that the server's has. */
    private static final Map<String, String> CHARSETS = Map.of(
            "latin1", "windows-1252",
            "latin2", "ISO-8859-2",
            "latin5", "ISO-8859-9",
            "latin7", "ISO-8859-13",
            "greek", "ISO-8859-7",
            "hebrew", "ISO-8859-8",
            "ujis", "EUC-JP",
            "euckr", "EUC-KR",
            "tis620", "TIS-620",
            "koi8r", "KOI8-R");

    private static final Charset LATIN1 = Charset.forName("windows-1252");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Charset charset = StandardCharsets.UTF_8;

    private Script() {}

    static byte[] of(List<Definition> definitions) {
        Script script = new Script();
        script.write(HEADER + SETTINGS);
        definitions.forEach(script::write);
        return script.bytes.toByteArray();
    }

    private void write(Definition definition) {
        if (definition.create().isEmpty()) {
            return;
        }
        write("\n-- " + definition.name().replaceAll("\\R", " ") + "\n");
        for (String statement : definition.create()) {
            write(terminated(statement));
            Matcher client = CLIENT.matcher(statement);
            if (client.find()) {
                charset = charset(client.group(1));
            }
        }
        if (definition.create().size() > 1) {
            charset = StandardCharsets.UTF_8;
            write(SETTINGS);
        }
    }

    /** The client cuts at semicolons, but for what is in quotes; a body has some of its own. */
    private static String terminated(String statement) {
        if (!statement.contains(";")) {
            return statement + ";\n";
        }
        String delimiter = ";;";
        while (statement.contains(delimiter)) {
            delimiter += ";";
        }
        return "DELIMITER " + delimiter + "\n" + statement + "\n" + delimiter + "\nDELIMITER ;\n";
    }

    private void write(String text) {
        if (charset.equals(LATIN1)) {
            text.chars().forEach(this::writeLatin1);
        } else {
            bytes.writeBytes(text.getBytes(charset));
        }
    }

    /** The server's latin1 gives the five bytes that Windows leaves out the meaning that they have in ISO 8859-1. */
    private void writeLatin1(int character) {
        boolean same = character >= 0x80 && character < 0xA0;
        bytes.writeBytes(
                same
                        ? new byte[] {(byte) character}
                        : String.valueOf((char) character).getBytes(LATIN1));
    }

    private static Charset charset(String name) {
        String known = name.toLowerCase(Locale.ROOT);
        if (known.startsWith("utf8") || !Charset.isSupported(CHARSETS.getOrDefault(known, known))) {
            return StandardCharsets.UTF_8;
        }
        return Charset.forName(CHARSETS.getOrDefault(known, known));
    }
}
