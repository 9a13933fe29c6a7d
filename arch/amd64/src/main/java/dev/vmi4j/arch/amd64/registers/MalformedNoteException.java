package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.error.VmiException;

/** A block of register values in an image is not what its name and type promise. */
public final class MalformedNoteException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final String owner;
    private final int type;
    private final long size;

    MalformedNoteException(String owner, int type, long size, String problem) {
        super("register note " + owner + " of type " + type + " with " + size + " bytes " + problem);
        this.owner = owner;
        this.type = type;
        this.size = size;
    }

    /**
     * The note's name.
     *
     * @return for example {@code QEMU}
     */
    public String owner() {
        return owner;
    }

    /**
     * The note's type.
     *
     * @return for example 1 for {@code NT_PRSTATUS}
     */
    public int type() {
        return type;
    }

    /**
     * The note's size.
     *
     * @return in bytes
     */
    public long size() {
        return size;
    }
}
