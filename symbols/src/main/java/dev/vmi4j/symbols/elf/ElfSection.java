package dev.vmi4j.symbols.elf;

/**
 * A section.
 *
 * @param name such as {@code .symtab}
 * @param type {@code SHT_} number
 * @param flags {@code SHF_} bits
 * @param address where it is loaded; 0 when it is not
 * @param offset in the file
 * @param size in bytes
 * @param link number of the section it refers to
 * @param entrySize of a table; else 0
 */
public record ElfSection(
        String name, int type, long flags, long address, long offset, long size, int link, long entrySize) {
    private static final int NOTE = 7;
    private static final int WITHOUT_CONTENT = 8;
    private static final long ALLOCATED = 2;
    private static final long COMPRESSED = 0x800;

    boolean hasContent() {
        return type != WITHOUT_CONTENT;
    }

    boolean isCompressed() {
        return (flags & COMPRESSED) != 0;
    }

    boolean isLoaded() {
        return (flags & ALLOCATED) != 0;
    }

    boolean isNote() {
        return type == NOTE;
    }
}
