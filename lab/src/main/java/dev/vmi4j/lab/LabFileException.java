package dev.vmi4j.lab;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the lab cannot be read or written, or does not hold what it should. */
public final class LabFileException extends LabException {

    private static final long serialVersionUID = 1;

    private final String file;

    /**
     * An exception about one file.
     *
     * @param file the file
     * @param what what was to be done with it
     * @param cause what the system said
     */
    public LabFileException(Path file, String what, IOException cause) {
        super("cannot " + what + " " + file + ": " + cause, cause);
        this.file = file.toString();
    }

    /**
     * The file.
     *
     * @return its path
     */
    public String file() {
        return file;
    }
}
