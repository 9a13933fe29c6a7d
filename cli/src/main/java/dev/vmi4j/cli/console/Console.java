package dev.vmi4j.cli.console;

import java.util.Map;

/**
 * The world outside the command.
 *
 * @param output takes the answer
 * @param messages takes what is said about it
 * @param environment the environment variables
 */
public record Console(Output output, Messages messages, Map<String, String> environment) {
    /** Copies the environment. */
    public Console {
        environment = Map.copyOf(environment);
    }

    /**
     * The console of this process.
     *
     * @return standard output and standard error
     */
    public static Console system() {
        Map<String, String> environment = System.getenv();
        return new Console(
                Output.standard(Screens.standardOutput(environment)),
                Messages.standard(Screens.isTerminal(Screens.STANDARD_ERROR)),
                environment);
    }
}
