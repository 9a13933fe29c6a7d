package dev.vmi4j.symbols;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;

/** Symbol or type information is not what its format says it must be. */
public final class MalformedSymbolsException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final String format;
    private final long offset;

    /**
     * Creates the error.
     *
     * @param format what was read, such as {@code BTF}
     * @param offset where: bytes from its start, or a guest virtual address where it was read in place
     * @param problem what is wrong there
     */
    public MalformedSymbolsException(String format, long offset, String problem) {
        super(format + " is malformed at " + Addresses.hex(offset) + ": " + problem);
        this.format = format;
        this.offset = offset;
    }

    /**
     * What was read.
     *
     * @return the name of the format
     */
    public String format() {
        return format;
    }

    /**
     * Where it is malformed.
     *
     * @return bytes from its start, or a guest virtual address where it was read in place
     */
    public long offset() {
        return offset;
    }
}
