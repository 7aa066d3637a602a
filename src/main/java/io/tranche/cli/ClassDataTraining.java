package io.tranche.cli;

/**
 * Does what a start does, so that the build can put the classes into a class-data archive: {@code java
 * -XX:DumpLoadedClassList=… io.tranche.cli.ClassDataTraining}.
 */
final class ClassDataTraining {
    private ClassDataTraining() {}

    public static void main(String[] arguments) {
        Tranche tranche = new Tranche(new ProcessTerminal(), Runs.REAL);
        tranche.run("--help");
        tranche.run("slice", "--help");
        tranche.run("plan", "--quiet");
        tranche.run("verify", "--json");
        tranche.run("slice", "--unknown");
    }
}
