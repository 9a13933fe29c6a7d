package dev.vmi4j.cli.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints a script that teaches a shell to complete {@code vmi} command lines. */
final class CompletionCommand implements Command {
    private final Commands commands;

    CompletionCommand(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Specs.command(name(), "Prints a script that makes bash or zsh complete vmi's commands and options.");
        ImageOptions.addLogging(spec);
        Specs.examples(
                spec, "source <(vmi completion)", "vmi completion > ~/.local/share/bash-completion/completions/vmi");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        context.console().output().print(AutoComplete.bash("vmi", new CommandLine(commands.root())));
        return ExitCode.OK;
    }
}
