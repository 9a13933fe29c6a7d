package dev.vmi4j.cli;

import dev.vmi4j.cli.command.Context;
import dev.vmi4j.cli.command.Runner;
import dev.vmi4j.cli.console.Console;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.session.Session;

/** The entry point of the {@code vmi} command. */
public final class Vmi {
    private Vmi() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        Console console = Console.system();
        Context context = new Context(
                console,
                (image, options, messages) -> Session.open(image, options, console.environment(), messages::progress),
                GuestSystemProvider.all());
        System.exit(new Runner(context).run(args).number());
    }
}
