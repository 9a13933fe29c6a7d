package dev.vmi4j.symbols.elf;

import dev.vmi4j.symbols.binary.ByteReader;

/**
 * An entry of a symbol table.
 *
 * @param name offset of its name
 * @param value its address
 * @param info binding and type
 * @param section number of its section
 */
record ElfSymbol(long name, long value, int info, int section) {
    private static final int UNDEFINED = 0;
    private static final int ABSOLUTE = 0xfff1;
    private static final int OBJECT = 1;
    private static final int FUNCTION = 2;
    private static final int SECTION = 3;
    private static final int FILE = 4;
    private static final int THREAD_LOCAL = 6;

    static ElfSymbol read(ByteReader reader, boolean wide) {
        long name = reader.u32();
        if (wide) {
            int info = reader.u8();
            reader.u8();
            int section = reader.u16();
            return new ElfSymbol(name, reader.u64(), info, section);
        }
        long value = reader.u32();
        reader.u32();
        int info = reader.u8();
        reader.u8();
        return new ElfSymbol(name, value, info, reader.u16());
    }

    boolean isPlace() {
        return section != UNDEFINED && type() != SECTION && type() != FILE;
    }

    /** Whether its address moves with the file and is the same for all threads. */
    boolean isLoaded() {
        return isPlace() && section != ABSOLUTE && type() != THREAD_LOCAL;
    }

    /** The letter of {@code nm}, as far as the symbol itself tells. */
    char letter() {
        char letter = section == ABSOLUTE ? 'A' : type() == FUNCTION ? 'T' : type() == OBJECT ? 'D' : 'N';
        boolean local = info >>> 4 == 0;
        return local ? Character.toLowerCase(letter) : letter;
    }

    private int type() {
        return info & 0xf;
    }
}
