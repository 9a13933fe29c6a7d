package dev.vmi4j.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command of {@code vmi}. Implemented once for each. */
public interface Command {
    /**
     * The word on the command line.
     *
     * @return lower case
     */
    String name();

    /**
     * Declares the command.
     *
     * @return its options and help; a new object at every call
     */
    CommandSpec spec();

    /**
     * Runs it.
     *
     * @param options what was given on the command line
     * @param context where it runs
     * @return how it ended
     */
    ExitCode run(ParseResult options, Context context);
}
