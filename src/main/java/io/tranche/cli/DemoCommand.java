package io.tranche.cli;

import io.tranche.run.Demonstration;
import java.util.Locale;
import java.util.ServiceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = {
            "Slices a generated shop from one database of an embedded server into another. Nothing to install.",
            ""
        },
        footer = {"", "Examples:", "  tranche demo", "  tranche demo mysql", "  tranche demo postgresql"})
final class DemoCommand extends Verb {
    enum Server {
        MARIADB,
        MYSQL,
        POSTGRESQL
    }

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "<server>",
            defaultValue = "mariadb",
            description = "mariadb (default), mysql or postgresql.")
    private Server server;

    DemoCommand(Terminal terminal) {
        super(terminal);
        this.terminal = terminal;
    }

    /** Without loading any of it: {@code --help} is to be quick. */
    static boolean isAvailable() {
        return Demonstration.class.getResource("/META-INF/services/" + Demonstration.class.getName()) != null;
    }

    @Override
    int work(Session session) {
        Demonstration demonstration =
                ServiceLoader.load(Demonstration.class).findFirst().orElseThrow();
        return demonstration.run(server.name().toLowerCase(Locale.ROOT), session.surroundings(), terminal.out());
    }
}
