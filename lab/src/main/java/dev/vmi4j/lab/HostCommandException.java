package dev.vmi4j.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program of the host that the lab needs is missing, failed, or took too long. */
public final class HostCommandException extends LabException {

    private static final long serialVersionUID = 1;

    private final String command;

    /**
     * An exception about one run of a program.
     *
     * @param command the program and its arguments
     * @param what what happened
     * @param output what the program printed; may be empty
     * @param cause what the system said, if it said something
     */
    public HostCommandException(List<String> command, String what, String output, @Nullable Throwable cause) {
        super(String.join(" ", command) + ": " + what + (output.isBlank() ? "" : ":\n" + output.strip()), cause);
        this.command = String.join(" ", command);
    }

    /**
     * The command that failed.
     *
     * @return the program and its arguments, with spaces between
     */
    public String command() {
        return command;
    }
}
