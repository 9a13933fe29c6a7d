package dev.vmi4j.core.arch;

import dev.vmi4j.core.error.VmiException;

/** A block of register values in an image is not what its name and type promise. */
public final class MalformedNoteException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final String owner;
    private final int type;
    private final long size;

    /**
     * Creates the error.
     *
     * @param note the note
     * @param problem what is wrong with it, to follow its description in a sentence
     */
    public MalformedNoteException(RegisterNote note, String problem) {
        super("register note " + note.owner() + " of type " + note.type() + " with "
                + note.bytes().byteSize() + " bytes " + problem);
        this.owner = note.owner();
        this.type = note.type();
        this.size = note.bytes().byteSize();
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
