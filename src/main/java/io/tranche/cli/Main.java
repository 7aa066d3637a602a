package io.tranche.cli;

/** Where the process starts and ends. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Tranche(new ProcessTerminal(), Runs.REAL).run(arguments));
    }
}
