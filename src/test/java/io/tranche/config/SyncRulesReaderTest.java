package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.SyncRules.Keyless;
import io.tranche.config.SyncStrategy.Append;
import io.tranche.config.SyncStrategy.Beyond;
import io.tranche.config.SyncStrategy.Checksum;
import io.tranche.config.SyncStrategy.Command;
import io.tranche.config.SyncStrategy.Custom;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.config.SyncStrategy.Partitions;
import io.tranche.config.SyncStrategy.Replace;
import io.tranche.config.SyncStrategy.Shared;
import io.tranche.config.SyncStrategy.Skip;
import io.tranche.config.SyncStrategy.Slice;
import io.tranche.config.SyncStrategy.Timestamp;
import io.tranche.error.Problem;
import io.tranche.error.Problems;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncRulesReaderTest {
    private static SyncRules sync(String... lines) {
        return Reads.schema("sync:\n  " + String.join("\n  ", lines)).clean().sync();
    }

    private static SyncStrategy strategy(String written) {
        return sync("tables: {t: " + written + "}").tables().get("t").strategy();
    }

    private static void refuses(String written, String... problems) {
        assertEquals(
                List.of(problems),
                Reads.schema("sync:\n  tables:\n    t: " + written).problems());
    }

    @Test
    void hasDefaults() {
        assertEquals(SyncRules.NONE, Reads.schema("rules:").clean().sync());
        assertEquals(SyncRules.NONE, Reads.schema("sync:").clean().sync());
        assertEquals(Checksum.PLAIN, SyncRules.NONE.defaultRule().strategy());
        assertEquals(Keyless.COMPARE, SyncRules.NONE.keyless());
        assertEquals(20, SyncRules.NONE.fullCheckEvery());
    }

    @Test
    void mapsSettingsOfTheWhole() {
        SyncRules rules = sync("default: replace", "keyless: skip", "scratch: dev", "full_check: 7");
        assertEquals(new Replace(), rules.defaultRule().strategy());
        assertEquals("schema.yml:2 sync.default", rules.defaultRule().place().toString());
        assertEquals(Keyless.SKIP, rules.keyless());
        assertEquals(Optional.of("dev"), rules.scratch());
        assertEquals(7, rules.fullCheckEvery());
    }

    @Test
    void mapsWords() {
        assertEquals(Checksum.PLAIN, strategy("checksum"));
        assertEquals(Checksum.PLAIN, strategy("{checksum: }"));
        assertEquals(new Append(1000, Beyond.KEPT), strategy("append"));
        assertEquals(new Replace(), strategy("replace"));
        assertEquals(new Slice(), strategy("slice"));
        assertEquals(new Skip(), strategy("{skip: }"));
        assertEquals(new Custom("com.example.Prices", Map.of()), strategy("com.example.Prices"));
    }

    @Test
    void mapsSettings() {
        assertEquals(
                new Checksum(OptionalInt.of(2000), Method.HASH, Optional.empty()),
                strategy("{checksum: {batch: 2_000, method: hash}}"));
        assertEquals(new Append(5, Beyond.PRUNED), strategy("{append: {overlap: 5, prune: true}}"));
        assertEquals(new Append(1, Beyond.KEPT), strategy("{append: {overlap: 1}}"));
        assertEquals(new Timestamp("updated_at", Duration.ofMinutes(5)), strategy("{timestamp: updated_at}"));
        assertEquals(new Timestamp("u", Duration.ofSeconds(30)), strategy("{timestamp: {column: u, overlap: 30s}}"));
        assertEquals(new Command(List.of("bin/x", "-a b")), strategy("{command: [bin/x, -a b]}"));
        assertEquals(new Command(List.of("bin/x")), strategy("{command: bin/x}"));
        assertEquals(new Custom("a.B", new LinkedHashMap<>(Map.of("k", "1"))), strategy("{a.B: {k: 1}}"));
    }

    @Test
    void mapsPartitions() {
        assertEquals(
                new Checksum(OptionalInt.empty(), Method.AUTO, Optional.of(new Partitions("shop_id", Shared.COMPARED))),
                strategy("{partitioned_by: shop_id}"));
        assertEquals(
                new Checksum(OptionalInt.of(9), Method.AUTO, Optional.of(new Partitions("shop_id", Shared.TRUSTED))),
                strategy("{checksum: {batch: 9}, partitioned_by: shop_id, shared: false}"));
    }

    @Test
    void refusesWhatIsNoStrategy() {
        refuses("apend", "schema.yml:3 sync.tables.t: There is no strategy `apend`. Did you mean \"append\"?");
        refuses(
                "rsync",
                "schema.yml:3 sync.tables.t: There is no strategy `rsync`. Use one of `checksum`, `append`, `timestamp`,"
                        + " `replace`, `slice`, `command`, `skip`, or the name of a class with its package.");
        refuses(
                "timestamp",
                "schema.yml:3 sync.tables.t: `timestamp` needs its column. Write {timestamp: updated_at}.");
        refuses(
                "command",
                "schema.yml:3 sync.tables.t: `command` needs its program. Write {command: [program, argument]}.");
        refuses(
                "{command: bin/x --fast}",
                "schema.yml:3 sync.tables.t.command: No shell reads this: the whole text would be the program's name."
                        + " Write a list: [program, argument].");
        refuses(
                "{append: , replace: }",
                "schema.yml:3 sync.tables.t: A table has one strategy, and here are 2: `append`, `replace`."
                        + " Keep one of them; its settings stand below its name: {append: {overlap: 500}}.");
        refuses(
                "[append]",
                "schema.yml:3 sync.tables.t: This is a list; it must be a strategy, or a mapping of a strategy to its"
                        + " settings.");
        refuses(
                "{}",
                "schema.yml:3 sync.tables.t: This names no strategy. Use one of `checksum`, `append`, `timestamp`,"
                        + " `replace`, `slice`, `command`, `skip`.");
    }

    @Test
    void refusesWrongSettings() {
        refuses(
                "{append: {overlaps: 5}}",
                "schema.yml:3 sync.tables.t.append.overlaps: The key `overlaps` is unknown. Did you mean \"overlap\"?");
        refuses(
                "{append: {overlap: 5m}}",
                "schema.yml:3 sync.tables.t.append.overlap: `5m` is not a whole number, from 1 to 2147483647.");
        refuses(
                "{timestamp: {overlap: 5}}",
                "schema.yml:3 sync.tables.t.timestamp: `timestamp` needs its column. Write {column: updated_at,"
                        + " overlap: 5m}.",
                "schema.yml:3 sync.tables.t.timestamp.overlap: `5` is not a length of time such as 30s, 5m or 2h.");
        refuses(
                "{checksum: {method: fast}}",
                "schema.yml:3 sync.tables.t.checksum.method: `fast` is not auto, merge or hash.");
        refuses(
                "{replace: {a: b}}",
                "schema.yml:3 sync.tables.t.replace: `replace` has no settings. Write just `replace`.");
        refuses(
                "{append: , partitioned_by: a}",
                "schema.yml:3 sync.tables.t.partitioned_by: `partitioned_by` belongs to the strategy `checksum`."
                        + " Delete one of the two.");
        refuses(
                "{checksum: , shared: false}",
                "schema.yml:3 sync.tables.t.shared: `shared` stands without `partitioned_by`. Add `partitioned_by: column`.");
    }

    @Test
    void refusesAllProblemsAtOnce() {
        assertEquals(
                List.of(
                        "schema.yml:1 sync.default: There is no strategy `checksm`. Did you mean \"checksum\"?",
                        "schema.yml:1 sync.tables.t: There is no strategy `skipp`. Did you mean \"skip\"?",
                        "schema.yml:1 sync.keyless: `no` is not compare or skip.",
                        "schema.yml:1 sync.full_check: `0` is not a whole number, from 1 to 1000000."),
                Reads.schema("sync: {default: checksm, tables: {t: skipp}, keyless: no, full_check: 0}")
                        .problems());
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "30s, 30000", "5 m, 300000", "2H, 7200000", "1d, 86400000", "0, 0"})
    void readsDurations(String written, long milliseconds) {
        assertEquals(Optional.of(Duration.ofMillis(milliseconds)), DurationText.parse(written));
    }

    @ParameterizedTest
    @CsvSource({"5", "m", "-5m", "1.5h", "5min", "99999999999s"})
    void readsNoDurationOutOfAnythingElse(String written) {
        assertEquals(Optional.empty(), DurationText.parse(written));
    }

    private static Catalog catalog(String... tables) {
        Map<TableName, Table> byName = new LinkedHashMap<>();
        for (String table : tables) {
            byName.put(
                    TableName.of(table),
                    new Table(TableName.of(table), Table.Kind.BASE, List.of(), List.of(), 0, 0, Map.of()));
        }
        return new Catalog("shop", "", byName, List.of(), List.of());
    }

    @Test
    void preferExactNamesToGlobsAndTheFirstGlobToLaterOnes() {
        SyncRules rules = sync("default: replace", "tables: {'log_*': skip, '*_b': append, log_a: slice}");
        Catalog catalog = catalog("log_a", "log_b", "x_b", "x");
        assertEquals(
                "slice", rules.rule(catalog, TableName.of("log_a")).strategy().word());
        assertEquals(
                "skip", rules.rule(catalog, TableName.of("log_b")).strategy().word());
        assertEquals(
                "append", rules.rule(catalog, TableName.of("x_b")).strategy().word());
        assertEquals(
                "replace", rules.rule(catalog, TableName.of("x")).strategy().word());
    }

    @Test
    void tellsEntriesThatNoTableAnswersTo() {
        Problems problems = new Problems();
        sync("tables: {order: skip, 'x*': skip, 'o*': skip}").check(catalog("orders"), problems);
        assertEquals(
                List.of(
                        "schema.yml:2 sync.tables.order: The source shop has no such table. Did you mean \"orders\"?",
                        "schema.yml:2 sync.tables.\"x*\": No table of shop matches this."),
                problems.all().stream().map(Problem::toString).toList());
    }
}
