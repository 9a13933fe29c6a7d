package dev.vmi4j.symbols.file;

import dev.vmi4j.core.error.VmiException;
import java.nio.file.Path;

/** A symbol file cannot be used. */
public final class SymbolFileException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /**
     * Creates the error.
     *
     * @param file the file
     * @param problem what is wrong with it, and what to do
     */
    public SymbolFileException(Path file, String problem) {
        super("symbol file " + file + ": " + problem);
        this.file = file;
    }

    /**
     * Creates the error.
     *
     * @param file the file
     * @param problem what is wrong with it
     * @param cause what led to it
     */
    public SymbolFileException(Path file, String problem, Throwable cause) {
        super("symbol file " + file + ": " + problem, cause);
        this.file = file;
    }

    /**
     * The file.
     *
     * @return as it was named
     */
    public Path file() {
        return file;
    }
}
