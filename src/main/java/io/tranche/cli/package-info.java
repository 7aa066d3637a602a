/**
 * The command line: one thin picocli class a verb. In: arguments, the environment, the terminal. Out: a request to {@code
 * run}, its report on stdout, everything else on stderr, an exit code. Start at {@link io.tranche.cli.Main}.
 */
package io.tranche.cli;
