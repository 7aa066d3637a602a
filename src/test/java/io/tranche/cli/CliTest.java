package io.tranche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tranche.catalog.TableSelection;
import io.tranche.config.SourceLimits;
import io.tranche.dialect.CloneScope.Rights;
import io.tranche.error.Problem;
import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import io.tranche.run.SchemaRequest;
import io.tranche.run.SliceRequest;
import io.tranche.run.SliceRequest.Resume;
import io.tranche.schema.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private static final SliceRequest.Flags NO_FLAGS =
            new SliceRequest.Flags(false, false, false, Resume.NONE, false, false, false);

    private final RecordedRuns runs = new RecordedRuns();
    private FakeTerminal terminal = FakeTerminal.none();

    private int run(String... arguments) {
        return new Tranche(terminal, runs).run(arguments);
    }

    // Help

    @Test
    void helpNamesTheVerbsThatWorkAndNoOthers() {
        assertEquals(0, run("--help"));
        String help = terminal.outText();
        for (String verb :
                List.of("slice", "plan", "schema", "verify", "diff", "sync", "watch", "signature", "completion")) {
            assertTrue(help.contains("\n  " + verb + " "), verb + " in " + help);
        }
        assertEquals("", terminal.errText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"slice", "plan", "schema", "verify", "diff", "sync", "watch", "signature", "completion"})
    void eachVerbHasHelpWithExamplesWithinEightyColumns(String verb) {
        assertEquals(0, run(verb, "--help"));
        String help = terminal.outText();
        assertTrue(help.contains("Examples:\n"), help);
        assertTrue(help.contains("tranche " + verb), help);
        assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
    }

    @Test
    void nothingAtAllShowsHelpAndIsAMistake() {
        assertEquals(2, run());
        assertTrue(terminal.errText().contains("Verbs"));
        assertEquals("", terminal.outText());
    }

    @Test
    void versionComesFromTheBuild() {
        assertEquals(0, run("--version"));
        assertTrue(
                terminal.outText().matches("tranche \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?( \\([0-9a-f]+\\))?\\R"),
                terminal.outText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionIsAScriptThatTheShellUnderstands(String shell) throws Exception {
        assertEquals(0, run("completion", shell));
        String script = terminal.outText();
        assertTrue(script.contains("--schema-file"), script);
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(script.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        bash.getOutputStream().close();
        assertEquals("", new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(0, bash.waitFor());
    }

    // Mistakes

    @Test
    void aMistypedOptionIsAnsweredWithTheNearestOne() {
        assertEquals(2, run("slice", "--read", "prod", "--schema-fil", "x.yml"));
        assertTrue(terminal.errText().contains("Unknown options: '--schema-fil', 'x.yml'"), terminal.errText());
        assertTrue(terminal.errText().contains("--schema-file"), terminal.errText());
        assertTrue(terminal.errText().contains("See tranche slice --help"), terminal.errText());
    }

    @Test
    void whatIsMistypedIsNoCommandToTheTerminal() {
        assertEquals(2, run("slice", "--workers", "\u001b[2J\u202e"));
        assertTrue(terminal.errText().contains("\\u001b[2J\\u202e"), terminal.errText());
        assertTrue(terminal.errText().indexOf(0x1b) < 0, terminal.errText());
    }

    @Test
    void aMistypedVerbIsAnsweredWithTheNearestOne() {
        assertEquals(2, run("slcie", "--read", "prod"));
        assertTrue(terminal.errText().contains("slice"), terminal.errText());
    }

    @Test
    void everythingThatIsMissingIsSaidAtOnce() {
        assertEquals(2, run("slice", "--workers", "0"));
        assertEquals(
                """
                error: 3 problems:
                  1. --read is missing: the database to read from. Give a connection's name in config.yml, or a URL.
                  2. --write is missing: the target database. Give a connection's name in config.yml, or a URL.
                  3. --workers is 0. At least one is needed.
                """,
                terminal.errText());
        assertNull(runs.sliced);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slice", "verify", "diff", "sync", "watch"})
    void limitsOfTheSourceArePassedOn(String verb) {
        assertEquals(
                0,
                run(
                        verb,
                        "-r",
                        "prod",
                        "-w",
                        "dev",
                        "--max-rows-per-second",
                        "5000",
                        "--max-connections",
                        "8",
                        "--statement-timeout",
                        "90s",
                        "--max-lag",
                        "500ms",
                        "--max-running",
                        "20",
                        "--max-snapshot-age",
                        "2h"));
        assertEquals(
                new SourceLimits(
                        OptionalLong.of(5000),
                        OptionalInt.of(8),
                        Optional.of(Duration.ofSeconds(90)),
                        Optional.of(Duration.ofMillis(500)),
                        OptionalInt.of(20),
                        Optional.of(Duration.ofHours(2))),
                switch (verb) {
                    case "slice" -> runs.sliced.limits();
                    case "verify" -> runs.verified.limits();
                    default -> runs.compared.limits();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"slice", "verify", "diff", "sync", "watch"})
    void limitsThatAreNoneAreRefusedAllAtOnce(String verb) {
        assertEquals(
                2,
                run(
                        verb,
                        "-r",
                        "prod",
                        "-w",
                        "dev",
                        "--max-rows-per-second",
                        "0",
                        "--max-connections",
                        "4",
                        "--statement-timeout",
                        "soon",
                        "--max-lag",
                        "0s",
                        "--max-running",
                        "0",
                        "--max-snapshot-age",
                        "-1"));
        assertEquals(
                """
                error: 6 problems:
                  1. --max-rows-per-second is 0. It must be 1 or more.
                  2. --max-connections is 4. It must be 5 or more.
                  3. --max-running is 0. It must be 1 or more.
                  4. --statement-timeout is "soon". Write a length of time such as 30s, 10m or 2h.
                  5. --max-lag is "0s". Write a length of time such as 30s, 10m or 2h.
                  6. --max-snapshot-age is "-1". Write a length of time such as 30s, 10m or 2h.
                """,
                terminal.errText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "verify"})
    void whatAVerbCannotDoWithoutIsAskedFor(String verb) {
        assertEquals(2, run(verb));
        assertTrue(terminal.errText().startsWith("error: --"), terminal.errText());
        assertTrue(terminal.errText().contains(" is missing: "), terminal.errText());
    }

    @Test
    void amountsOfOutputExcludeEachOther() {
        assertEquals(2, run("plan", "--read", "prod", "--quiet", "--json"));
        assertTrue(terminal.errText().contains("mutually exclusive"), terminal.errText());
    }

    // What is asked of a run

    @Test
    void aSliceNeedsNoMoreThanItsTwoEnds() {
        assertEquals(0, run("slice", "-r", "prod", "-w", "dev"));
        assertEquals(
                new SliceRequest(
                        List.of("prod"),
                        Optional.of("dev"),
                        Optional.empty(),
                        Path.of("schema.yml"),
                        List.of(),
                        Map.of(),
                        OptionalInt.empty(),
                        NO_FLAGS),
                runs.sliced);
        assertEquals(Path.of("/somewhere/here"), runs.surroundings.directory());
    }

    @Test
    void everyOptionOfASliceArrives() {
        assertEquals(
                0,
                run(
                        "slice",
                        "--read=prod,replica2",
                        "--read",
                        "replica3",
                        "--write=dev",
                        "--config=c.yml",
                        "--schema-file=s.yml",
                        "-t",
                        "a,b",
                        "--tables=c",
                        "--set",
                        "since=2026-01-01",
                        "--set=x=a=b",
                        "--workers=3",
                        "--copy-schema",
                        "--foreign-keys",
                        "--overwrite",
                        "-c",
                        "--keep-ledger",
                        "--consistency=none"));
        assertEquals(
                new SliceRequest(
                        List.of("prod", "replica2", "replica3"),
                        Optional.of("dev"),
                        Optional.of(Path.of("c.yml")),
                        Path.of("s.yml"),
                        List.of("a", "b", "c"),
                        Map.of("since", "2026-01-01", "x", "a=b"),
                        OptionalInt.of(3),
                        new SliceRequest.Flags(true, true, true, Resume.CONTINUE, false, true, true)),
                runs.sliced);
    }

    @Test
    void anExtensionKeepsWhatTheOtherOptionsWouldRemove() {
        assertEquals(0, run("slice", "-r", "prod", "-w", "dev", "--continue=extend"));
        assertEquals(Resume.EXTEND, runs.sliced.flags().resume());
        assertEquals(2, run("slice", "-r", "prod", "-w", "dev", "--continue=extend", "--overwrite"));
        assertTrue(terminal.errText().contains("--overwrite would remove"), terminal.errText());
    }

    @Test
    void aDryRunPlansAndDoesNotSlice() {
        assertEquals(0, run("slice", "-r", "prod", "-w", "dev", "--dry-run"));
        assertNull(runs.sliced);
        assertTrue(runs.planned.flags().dryRun());
        assertEquals(Optional.of("dev"), runs.planned.write());
        assertEquals("1. orders: full\n2. customers: upon request\n", terminal.outText());
    }

    @Test
    void aPlanIsPrintedEvenQuietly() {
        assertEquals(0, run("plan", "-r", "prod", "--quiet"));
        assertEquals(Optional.empty(), runs.planned.write());
        assertEquals("1. orders: full\n2. customers: upon request\n", terminal.outText());
    }

    @Test
    void everyOptionOfAVerificationArrives() {
        assertEquals(0, run("verify", "-w", "dev", "-r", "prod", "--schema-file", "s.yml", "-t", "a"));
        assertEquals("dev", runs.verified.write());
        assertEquals(List.of("prod"), runs.verified.read());
        assertEquals(Optional.of(Path.of("s.yml")), runs.verified.schemaFile());
        assertEquals(List.of("a"), runs.verified.tables());
    }

    @Test
    void everyOptionOfASchemaArrives() {
        assertEquals(
                0,
                run(
                        "schema",
                        "-r",
                        "prod",
                        "-w",
                        "dev",
                        "--config",
                        "c.yml",
                        "--tables",
                        "orders,'user_*'",
                        "--include",
                        "x",
                        "--exclude",
                        "*_log",
                        "--set",
                        "PW=x",
                        "--workers",
                        "3",
                        "--foreign-keys",
                        "--drop-all",
                        "--owners",
                        "--grants"));
        assertEquals(
                new SchemaRequest(
                        List.of("prod"),
                        Optional.of("dev"),
                        Optional.empty(),
                        Optional.of(Path.of("c.yml")),
                        new TableSelection(List.of("orders", "'user_*'", "x"), List.of("*_log")),
                        Map.of("PW", "x"),
                        OptionalInt.of(3),
                        SchemaRequest.ForeignKeys.TAKEN,
                        SchemaRequest.Existing.CLEAR,
                        Set.of(Rights.OWNERS, Rights.GRANTS)),
                runs.schemaRequest);
        assertTrue(terminal.outText().startsWith("Schema of prod in dev: 2 tables, in "), terminal.outText());
    }

    @Test
    void objectsThatCouldNotBeCreatedAreExitCodeThreeAndListed() {
        runs.refused = List.of("orders: no space");
        assertEquals(3, run("schema", "--read", "prod", "--write", "dev"));
        assertTrue(terminal.outText().endsWith("Could not be created: 1\n  orders: no space\n"), terminal.outText());
    }

    @Test
    void differencesOfSchemasAreExitCodeOne() {
        assertEquals(0, run("schema", "--read", "prod", "--write", "dev", "--diff"));
        runs.differences =
                List.of(new Difference(Difference.Side.BOTH, "table orders", Optional.empty(), List.of("- a", "+ b")));
        terminal = FakeTerminal.none();
        assertEquals(1, run("schema", "--read", "prod", "--write", "dev", "--diff"));
        assertEquals(
                """
                different: table orders
                    - a
                    + b
                1 object of prod (-) and dev (+) differ.
                """,
                terminal.outText());
    }

    @Test
    void aSchemaGoesToOnePlace() {
        assertEquals(2, run("schema", "--read", "prod", "--write", "dev", "--file", "f.sql", "--drop", "--drop-all"));
        assertTrue(terminal.errText().contains("1. --write and --file exclude each other."), terminal.errText());
        assertTrue(terminal.errText().contains("2. --drop and --drop-all exclude"), terminal.errText());
        terminal = FakeTerminal.none();
        assertEquals(0, run("schema", "--read", "prod", "--dry-run"));
        assertEquals("CREATE TABLE a\n", terminal.outText());
    }

    @Test
    void urlsMayHoldCommas() {
        String url = "jdbc:postgresql://one:5432,two:5432/shop";
        assertEquals(List.of(url), ConnectionList.of(List.of(url)));
        assertEquals(
                List.of("mysql://a/x", "mysql://b,c/x", "jdbc:mysql://d/x"),
                ConnectionList.of(List.of("mysql://a/x,mysql://b,c/x,jdbc:mysql://d/x")));
        assertEquals(List.of("prod", "replica"), ConnectionList.of(List.of("prod, replica,")));
    }

    @Test
    void anAtSignBeginsNoFileOfArguments() {
        run("slice", "-r", "@prod", "-w", "dev");
        assertEquals(List.of("@prod"), runs.sliced.read());
    }

    // How it ends

    @Test
    void aReportGoesToStdoutAndTheRestToStderr() {
        runs.during = given -> {
            given.listener().on(new Event.PhaseStarted(Phase.COPY, 10));
            given.listener().on(new Event.PhaseFinished(Phase.COPY, 10));
            given.listener().detail("SELECT 1");
        };
        assertEquals(0, run("slice", "-r", "prod", "-w", "dev"));
        assertTrue(terminal.outText().startsWith("Slice of prod in dev\n"), terminal.outText());
        assertEquals("copy: 0.0 s\n", terminal.errText());
    }

    @Test
    void verboseShowsDetailsAndWhatLibrariesLog() {
        runs.during = given -> {
            given.listener().detail("SELECT 1");
            Logger.getLogger("some.library").info("pool started");
            Logger.getLogger("some.library").fine("value 42");
        };
        run("slice", "-r", "prod", "-w", "dev", "-v");
        assertEquals("SELECT 1\nsome.library: pool started\n", terminal.errText());
    }

    @Test
    void librariesAreSilentOtherwise() {
        runs.during = given -> Logger.getLogger("some.library").severe("oh");
        run("slice", "-r", "prod", "-w", "dev");
        assertEquals("", terminal.errText());
    }

    @Test
    void quietPrintsNothingWhenAllIsWell() {
        runs.during = given -> given.listener().notice("by the way");
        assertEquals(0, run("slice", "-r", "prod", "-w", "dev", "--quiet"));
        assertEquals("", terminal.outText() + terminal.errText());
    }

    @Test
    void ownOrphansAreExitCodeOne() {
        runs.ownOrphans = 2;
        assertEquals(1, run("slice", "-r", "prod", "-w", "dev"));
        assertEquals(1, run("verify", "-w", "dev"));
    }

    @Test
    void aRefusalIsExitCodeTwoAndHasNoStackTrace() {
        runs.during = given -> {
            throw new Refusal(List.of(
                    new Problem("schema.yml:14 tables.order.rule", "unknown rule \"ful\".", "Did you mean \"full\"?"),
                    Problem.of("", "second")));
        };
        assertEquals(2, run("slice", "-r", "prod", "-w", "dev"));
        assertEquals(
                """
                error: 2 problems:
                  1. schema.yml:14 tables.order.rule: unknown rule "ful". Did you mean "full"?
                  2. second
                """,
                terminal.errText());
        assertEquals("", terminal.outText());
    }

    @Test
    void aFailedRunIsExitCodeThreeAndHasNoStackTrace() {
        runs.during = given -> {
            throw new RunFailure("dev went away.", new IOException("reset"));
        };
        assertEquals(3, run("slice", "-r", "prod", "-w", "dev"));
        assertEquals("error: dev went away.\n", terminal.errText());
    }

    @Test
    void aBugIsExitCodeThreeAndShowsWhereItIs() {
        runs.during = given -> {
            throw new IllegalStateException("odd");
        };
        assertEquals(3, run("slice", "-r", "prod", "-w", "dev"));
        assertTrue(terminal.errText().startsWith("error: this is a bug in Tranche "), terminal.errText());
        assertTrue(terminal.errText().contains("java.lang.IllegalStateException: odd\n\tat "), terminal.errText());
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        runs.during = given -> {
            throw new RunFailure("x");
        };
        terminal = FakeTerminal.typing("", Map.of());
        run("plan", "-r", "prod");
        assertTrue(terminal.errText().contains("\u001b[1;31merror:\u001b[0m x"), terminal.errText());
        terminal = FakeTerminal.typing("", Map.of("NO_COLOR", "1"));
        run("plan", "-r", "prod");
        assertTrue(terminal.errText().contains("error: x"), terminal.errText());
    }

    // JSON and the log

    @Test
    void jsonIsAllThatIsOnStdout() throws IOException {
        runs.during = given -> given.listener().on(new Event.PhaseStarted(Phase.COPY, 10));
        assertEquals(0, run("slice", "-r", "prod", "-w", "dev", "--json"));
        List<JsonNode> lines = json();
        assertEquals(
                List.of("phase_started", "report"),
                lines.stream().map(line -> line.get("event").asText()).toList());
        assertEquals(12, lines.get(1).at("/report/tables/0/selected").asInt());
        assertEquals("", terminal.errText());
    }

    @Test
    void jsonTellsOfFailuresToo() throws IOException {
        assertEquals(2, run("slice", "-r", "prod", "--json"));
        assertEquals(2, json().get(0).get("exit_code").asInt());
        assertTrue(terminal.errText().startsWith("error: --write is missing"), terminal.errText());
    }

    @Test
    void theLogFileHoldsEverything(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tranche.log");
        runs.during = given -> {
            given.listener().detail("SELECT 1");
            throw new RunFailure("dev went away.", new IOException("reset"));
        };
        assertEquals(3, run("slice", "-r", "prod", "-w", "dev", "--quiet", "--log-file", file.toString()));
        String log = Files.readString(file);
        assertTrue(log.contains(" INFO SELECT 1\n"), log);
        assertTrue(log.contains(" ERROR dev went away.\n"), log);
        assertTrue(log.contains("Caused by: java.io.IOException: reset"), log);
    }

    @Test
    void aLogFileThatCannotBeWrittenIsRefused(@TempDir Path folder) {
        assertEquals(2, run("plan", "-r", "prod", "--log-file", folder.toString()));
        assertTrue(terminal.errText().startsWith("error: --log-file "), terminal.errText());
        assertNull(runs.planned);
    }

    // Questions

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "YES\n", " yes "})
    void onlyAWrittenYesIsYes(String typed) {
        assertEquals(Optional.of(true), ask(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "n\n", "yess\n", ""})
    void everythingElseIsNo(String typed) {
        assertEquals(Optional.of(false), ask(typed));
    }

    @Test
    void nobodyIsAskedWithoutATerminal() {
        runs.during = given -> assertEquals(Optional.empty(), given.prompt().confirm(List.of("orders"), "Empty them?"));
        assertEquals(0, run("slice", "-r", "prod", "-w", "dev"));
        terminal = FakeTerminal.typing("y\n", Map.of());
        assertEquals(0, run("slice", "-r", "prod", "-w", "dev", "--json"));
    }

    private Optional<?> ask(String typed) {
        terminal = FakeTerminal.typing(typed, Map.of());
        Optional<?>[] answer = new Optional<?>[1];
        runs.during = given -> answer[0] = given.prompt().confirm(List.of("orders: 12 rows"), "Empty them?");
        assertEquals(0, run("slice", "-r", "prod", "-w", "dev"));
        assertTrue(terminal.errText().contains("orders: 12 rows\nEmpty them? [y/N] "), terminal.errText());
        return answer[0];
    }

    private List<JsonNode> json() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Stream<String> lines = terminal.outText().lines();
        List<JsonNode> parsed = new java.util.ArrayList<>();
        for (String line : lines.toList()) {
            parsed.add(mapper.readTree(line));
        }
        return parsed;
    }
}
