package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.ConfigurationFiles.Inputs;
import io.tranche.config.ConfigurationFiles.Wanted;
import io.tranche.progress.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The two files that users start from. */
class DistFilesTest {
    private static final Path FOLDER = Path.of("").toAbsolutePath();

    private static Inputs read(List<Event> events) {
        return new ConfigurationFiles(
                        FOLDER,
                        Map.of("PROD_PASSWORD", "a", "REMOTE_PASSWORD", "b"),
                        Map.of("SHOP_ID", "7"),
                        events::add)
                .read(new Wanted(
                        Optional.of(Path.of("config.dist.yml")),
                        Optional.of(Path.of("schema.dist.yml")),
                        List.of("prod", "live", "remote"),
                        Optional.of("dev")));
    }

    @Test
    void areReadWithoutAWarning() {
        List<Event> events = new ArrayList<>();
        Inputs inputs = read(events);
        assertEquals(List.of(), events);
        assertEquals(
                List.of("prod", "dev", "live", "remote"),
                List.copyOf(inputs.configuration().connections().keySet()));
        SchemaRules rules = inputs.rules().orElseThrow();
        assertEquals(4, rules.references().size());
        assertEquals(6, rules.sync().tables().size());
        assertEquals(
                Optional.of("shop_id = 7"),
                rules.rules().get("of_shop").choice().where());
    }

    @Test
    void haveRedisOnWithItsDefaults() {
        assertEquals(
                Optional.of(
                        new RedisConfig("127.0.0.1", 6379, 0, Optional.empty(), Optional.empty(), Optional.empty())),
                read(new ArrayList<>()).configuration().redis());
    }

    @Test
    void explainEveryKey() throws IOException {
        assertExplained(
                "config.dist.yml",
                List.of(
                        "redis",
                        "host",
                        "port",
                        "db",
                        "user",
                        "password",
                        "password_file",
                        "tls",
                        "url",
                        "max_workers",
                        "connection",
                        "type",
                        "database",
                        "socket",
                        "start",
                        "mode",
                        "ca",
                        "cert",
                        "key",
                        "protected",
                        "parameters"));
        assertExplained(
                "schema.dist.yml",
                List.of(
                        "rules",
                        "where",
                        "limit",
                        "order_by",
                        "sample",
                        "keys",
                        "default",
                        "tables",
                        "rule",
                        "table",
                        "reference",
                        "of",
                        "per_parent",
                        "mask",
                        "references",
                        "from",
                        "to",
                        "when",
                        "follow",
                        "set_null",
                        "columns",
                        "parent",
                        "parent_columns",
                        "upon_request",
                        "join",
                        "full",
                        "skip",
                        "%table_name%",
                        "%%",
                        "$${",
                        "sync",
                        "keyless",
                        "scratch",
                        "full_check",
                        "checksum",
                        "batch",
                        "method",
                        "append",
                        "overlap",
                        "prune",
                        "timestamp",
                        "column",
                        "replace",
                        "slice",
                        "command",
                        "partitioned_by",
                        "shared"));
    }

    private static void assertExplained(String file, List<String> keys) throws IOException {
        String text = Files.readString(FOLDER.resolve(file));
        for (String key : keys) {
            assertTrue(
                    Pattern.compile("(?<![\\w%$])" + Pattern.quote(key) + "(?!\\w)")
                            .matcher(text)
                            .find(),
                    file + " says nothing of " + key);
        }
    }
}
