package io.tranche.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = {"Prints a script that completes verbs and options in a shell.", ""},
        footer = {
            "",
            "Examples:",
            "  source <(tranche completion bash)      in ~/.bashrc",
            "  source <(tranche completion zsh)       in ~/.zshrc"
        })
final class CompletionCommand implements Runnable {
    enum Shell {
        BASH,
        ZSH
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<shell>", description = "bash or zsh.")
    private Shell shell;

    @Override
    public void run() {
        CommandLine tranche = spec.parent().commandLine();
        if (shell == Shell.ZSH) {
            tranche.getOut().println("autoload -U +X compinit && compinit");
            tranche.getOut().println("autoload -U +X bashcompinit && bashcompinit");
        }
        tranche.getOut().println(AutoComplete.bash("tranche", tranche));
    }
}
