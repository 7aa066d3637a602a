package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.ConfigurationFiles.Inputs;
import io.tranche.config.ConfigurationFiles.ScratchUse;
import io.tranche.config.ConfigurationFiles.Wanted;
import io.tranche.error.Problem;
import io.tranche.error.Refusal;
import io.tranche.progress.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {
    private static final String CONFIG =
            """
            connection:
              prod: {host: db1, user: reader, password: "${PROD_PASSWORD}", database: shop, protected: true}
              dev: {host: db2, user: me, database: shop}
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> set = new HashMap<>();
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void hasAHome() {
        environment.put("HOME", folder.resolve("home").toString());
    }

    private Inputs read(Wanted wanted) {
        return new ConfigurationFiles(folder, environment, set, events::add).read(wanted);
    }

    private Inputs read(String... words) {
        return read(new Wanted(Optional.empty(), Optional.empty(), List.of(words), Optional.empty()));
    }

    private List<String> problems(Wanted wanted) {
        return assertThrows(Refusal.class, () -> read(wanted)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private List<String> problems(String... words) {
        return problems(new Wanted(Optional.empty(), Optional.empty(), List.of(words), Optional.empty()));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void readsEverythingThatIsWanted() throws IOException {
        write("config.yml", CONFIG);
        write(".env", "PROD_PASSWORD='a b'\n");
        write("schema.yml", "default: full");
        Inputs inputs = read(new Wanted(
                Optional.empty(),
                Optional.of(Path.of("schema.yml")),
                List.of("prod", "mysql://x@replica/shop"),
                Optional.of("dev")));
        assertEquals(Optional.of(new Secret("a b")), inputs.read().get(0).password());
        assertEquals("mysql://x@replica:3306/shop", inputs.read().get(1).name());
        assertEquals("dev", inputs.write().orElseThrow().name());
        assertEquals(
                "full", inputs.rules().orElseThrow().defaultRule().orElseThrow().rule());
        assertEquals(
                Optional.of(folder.resolve("config.yml")),
                inputs.configuration().file());
        assertEquals(List.of(), events);
    }

    @Test
    void partsWordsAtCommasButNotTheHostsOfAUrl() throws IOException {
        write("config.yml", CONFIG.replace("${PROD_PASSWORD}", "x"));
        environment.put("A", "mysql://a/shop");
        assertEquals(
                List.of(
                        "prod",
                        "dev",
                        "mysql://h1:3306,h2:3307/shop",
                        "dev",
                        "mysql://a:3306/shop",
                        "mysql://b:3306/shop"),
                read("prod, dev", "mysql://h1,h2:3307/shop,dev,${A},jdbc:mysql://b/shop").read().stream()
                        .map(ConnectionConfig::name)
                        .toList());
        assertEquals(1, problems("prod,").size());
    }

    @Test
    void needsNoFileForUrls() {
        environment.put("PW", "p@/");
        Inputs inputs = read("postgres://me:${PW}@h/d");
        assertEquals(Optional.of(new Secret("p@/")), inputs.read().get(0).password());
        assertEquals(Optional.empty(), inputs.configuration().file());
        assertEquals(Optional.empty(), inputs.rules());
        assertEquals(List.of(), events);
    }

    @Test
    void prefersTheNamedFileThenTheVariableThenTheFolder() throws IOException {
        write("config.yml", "max_workers: 1");
        write("variable.yml", "max_workers: 2");
        write("named/config.yml", "max_workers: 3");
        assertEquals(1, read().configuration().maxWorkers().orElseThrow());
        environment.put("TRANCHE_CONFIG", "");
        assertEquals(1, read().configuration().maxWorkers().orElseThrow());
        environment.put("TRANCHE_CONFIG", "variable.yml");
        assertEquals(2, read().configuration().maxWorkers().orElseThrow());
        Wanted named =
                new Wanted(Optional.of(Path.of("named/config.yml")), Optional.empty(), List.of(), Optional.empty());
        assertEquals(3, read(named).configuration().maxWorkers().orElseThrow());
        write("home/c.yml", "max_workers: 4");
        environment.put("TRANCHE_CONFIG", "~/c.yml");
        assertEquals(4, read().configuration().maxWorkers().orElseThrow());
    }

    @Test
    void readsTheEnvironmentFileBesideConfig() throws IOException {
        write("conf/config.yml", "max_workers: ${N}");
        write("conf/.env", "N=3");
        write(".env", "N=9");
        Wanted wanted =
                new Wanted(Optional.of(Path.of("conf/config.yml")), Optional.empty(), List.of(), Optional.empty());
        assertEquals(3, read(wanted).configuration().maxWorkers().orElseThrow());
        environment.put("N", "5");
        assertEquals(5, read(wanted).configuration().maxWorkers().orElseThrow());
        set.put("N", "7");
        assertEquals(7, read(wanted).configuration().maxWorkers().orElseThrow());
    }

    @Test
    void resolvesPathsFromTheFolderOfTheirFile() throws IOException {
        write(
                "conf/config.yml",
                "connection:\n  a: {database: d, password_file: pw, tls: {ca: ca.pem}}\n  b: {database: d, socket: ~/s}");
        write("conf/pw", "secret\n");
        write("conf/ca.pem", "");
        Inputs inputs = read(new Wanted(
                Optional.of(Path.of("conf/config.yml")), Optional.empty(), List.of("a", "b"), Optional.empty()));
        assertEquals(Optional.of(new Secret("secret")), inputs.read().get(0).password());
        assertEquals(
                Optional.of(folder.resolve("conf/ca.pem")),
                inputs.read().get(0).tls().ca());
        assertEquals(Optional.of(folder.resolve("home/s")), inputs.read().get(1).socket());
    }

    @Test
    void refusesFilesThatAreNotThere() throws IOException {
        assertEquals(
                List.of(
                        "c.yml: There is no such file.",
                        "s.yml: There is no such file. Start from schema.dist.yml, or name the file with --schema-file."),
                problems(new Wanted(
                        Optional.of(Path.of("c.yml")),
                        Optional.of(Path.of("s.yml")),
                        List.of("prod"),
                        Optional.empty())));
        environment.put("TRANCHE_CONFIG", "c.yml");
        assertEquals(List.of("c.yml: There is no such file. $TRANCHE_CONFIG names it."), problems());
        write("c.yml/x", "");
        assertEquals(List.of("c.yml: This is a folder. Name a file in it."), problems());
        Files.write(folder.resolve("l1.yml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
        environment.put("TRANCHE_CONFIG", "l1.yml");
        assertEquals(List.of("l1.yml: This file is not UTF-8 text. Save it as UTF-8."), problems());
        write("empty.yml", "");
        environment.put("TRANCHE_CONFIG", "empty.yml");
        assertEquals(List.of("empty.yml: The file is empty."), problems());
    }

    @Test
    void readsAByteOrderMark() throws IOException {
        write("config.yml", "\uFEFFmax_workers: 2");
        assertEquals(2, read().configuration().maxWorkers().orElseThrow());
    }

    @Test
    void refusesUnknownNamesWithTheNearest() throws IOException {
        assertEquals(
                List.of(
                        "--read: There is no connection `prod`, because there is no config.yml here. Write a URL such as"
                                + " mysql://user:${PASSWORD}@host:3306/database, name the file with --config, or start from"
                                + " config.dist.yml."),
                problems("prod"));
        write("config.yml", CONFIG);
        assertEquals(
                List.of(
                        "--read: There is no connection `prd` in config.yml. Did you mean \"prod\"? Or write a URL such as"
                                + " mysql://user:${PASSWORD}@host:3306/database.",
                        "--read: There is no connection `staging` in config.yml. It names `dev`, `prod`. Or write a URL such as"
                                + " mysql://user:${PASSWORD}@host:3306/database.",
                        "--write: There is no connection `de` in config.yml. Did you mean \"dev\"? Or write a URL such as"
                                + " mysql://user:${PASSWORD}@host:3306/database."),
                problems(new Wanted(Optional.empty(), Optional.empty(), List.of("prd", "staging"), Optional.of("de"))));
    }

    @Test
    void readsTheScratchConnectionForThoseWhoMayOpenIt() throws IOException {
        write("config.yml", CONFIG);
        write("schema.yml", "sync: {scratch: dev}");
        Wanted sync = new Wanted(
                Optional.empty(), Optional.of(Path.of("schema.yml")), List.of(), Optional.empty(), ScratchUse.OPENED);
        assertEquals("dev", read(sync).scratch().orElseThrow().name());
        write("schema.yml", "sync: {scratch: prod}");
        environment.put("PROD_PASSWORD", "x");
        assertEquals(
                List.of("sync.scratch: The connection `prod` is protected: it is never written to. Name another one, or"
                        + " delete `protected: true` if that is what you want."),
                problems(sync));
        Wanted slice = new Wanted(Optional.empty(), Optional.of(Path.of("schema.yml")), List.of(), Optional.empty());
        assertEquals(Optional.empty(), read(slice).scratch());
    }

    @Test
    void needsVariablesOnlyOfConnectionsThatAreUsed() throws IOException {
        write("config.yml", CONFIG);
        assertEquals("dev", read("dev").read().get(0).name());
        assertEquals(
                List.of(
                        "config.yml:2 connection.prod.password: `${PROD_PASSWORD}` is not defined. Set it in the environment or in"
                                + " .env, or give --set PROD_PASSWORD=…"),
                problems("prod"));
    }

    @Test
    void reportsTheProblemsOfBothFilesAndOfTheWordsTogether() throws IOException {
        write("config.yml", "max_workers: x\nconnection:\n  a: {port: y, database: d}\n");
        write("rules/schema.yml", "default: ful\ntables: {t: {where: \"${NOPE}\"}}\n");
        assertEquals(
                List.of(
                        "config.yml:1 max_workers: `x` is not a whole number, from 1 to 10000.",
                        "config.yml:3 connection.a.port: `y` is not a whole number, from 1 to 65535.",
                        "--read: There is no connection `bb` in config.yml. It names `a`. Or write a URL such as"
                                + " mysql://user:${PASSWORD}@host:3306/database.",
                        "--write: The port is no number from 1 to 65535. Write host:port; in a URL, encode `@ / ? # % :` in user and"
                                + " password (`%40` for `@`), or write ${NAME} for them.",
                        "rules/schema.yml:1 default: There is no rule `ful`. Did you mean \"full\"?",
                        "rules/schema.yml:2 tables.t.where: `${NOPE}` is not defined. Set it in the environment or in .env, or give"
                                + " --set NOPE=…"),
                problems(new Wanted(
                        Optional.empty(),
                        Optional.of(Path.of("rules/schema.yml")),
                        List.of("a", "bb"),
                        Optional.of("mysql://h:x/d"))));
    }

    @Test
    void doesNotCallNamesUnknownWhereTheFileIsMalformed() throws IOException {
        write("config.yml", "connection: [");
        assertEquals(1, problems("prod").size());
    }

    @Test
    void warnsOfAPasswordOnTheCommandLine() {
        read("mysql://u:hunter2@h/d");
        assertEquals(1, events.size());
        String text = ((Event.Warning) events.get(0)).text();
        assertEquals(
                "--read: a password on the command line can be seen by other users of this machine, and stays in the shell's"
                        + " history. Write '${NAME}' in its place, and set NAME in the environment or in a .env file.",
                text);
    }

    @Test
    void doesNotWarnOfPasswordsInAFile() throws IOException {
        write("config.yml", "connection: {a: 'mysql://u:hunter2@h/d'}");
        assertEquals(Optional.of(new Secret("hunter2")), read("a").read().get(0).password());
        assertEquals(List.of(), events);
    }

    @Test
    void warnsOfASetThatNothingUses() throws IOException {
        write("config.yml", CONFIG);
        set.put("PROD_PASSWORD", "x");
        set.put("MONHTS", "2");
        read("dev");
        assertEquals(List.of(new Event.Warning("--set MONHTS=… is used nowhere: no file holds ${MONHTS}.")), events);
    }

    @Test
    void neverWritesToAProtectedConnection() throws IOException {
        write("config.yml", CONFIG);
        environment.put("PROD_PASSWORD", "x");
        assertEquals(
                List.of(
                        "--write: The connection `prod` is protected: it is never written to. Name another one, or delete"
                                + " `protected: true` if that is what you want."),
                problems(new Wanted(Optional.empty(), Optional.empty(), List.of(), Optional.of("prod"))));
        assertEquals(
                List.of(
                        "--write: The connection `mysql://root@db1:3306/shop` is protected: it is never written to. Name another one,"
                                + " or delete `protected: true` if that is what you want."),
                problems(new Wanted(
                        Optional.empty(), Optional.empty(), List.of(), Optional.of("mysql://root@db1/shop"))));
        assertTrue(
                read(new Wanted(Optional.empty(), Optional.empty(), List.of(), Optional.of("mysql://root@db1/other")))
                        .write()
                        .isPresent());
    }
}
