package dev.vmi4j.symbols.elf;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.binary.ByteReader;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An ELF file as a loader put it into memory, 32 or 64 bits, little-endian: what its headers say, and the symbols that
 * its dynamic section leads to. Sections are not loaded and not asked for.
 */
public final class LoadedElf {
    static final String FORMAT = "loaded ELF file";
    private static final int MAGIC = 0x464c_457f;
    private static final int HEADER_SIZE = 64;
    private static final int MOST_HEADERS = 1024;
    private static final int LONGEST_DYNAMIC = 1 << 16;

    private final LoadedBytes memory;
    private final long base;
    private final boolean wide;
    private final int machine;
    private final long entry;
    private final ProgramHeaders headers;

    private LoadedElf(LoadedBytes memory, long base, byte[] header) {
        this.memory = memory;
        this.base = base;
        this.wide = header[4] == 2;
        ByteReader reader = reader(header);
        if (header[5] != 1) {
            throw reader.at(5).malformed("it is not little-endian");
        }
        this.machine = reader.at(0x12).u16();
        this.entry = ProgramHeaders.word(reader.at(0x18), wide);
        long table = ProgramHeaders.word(reader, wide);
        reader.at(wide ? 0x36 : 0x2a);
        int size = reader.u16();
        int count = reader.u16();
        if (count > MOST_HEADERS || size < (wide ? 56 : 32)) {
            throw reader.malformed("its table of program headers is of an unknown form");
        }
        this.headers = ProgramHeaders.read(reader(memory.read(base + table, count * size)), count, size, wide, base);
    }

    /**
     * Reads the headers of a file.
     *
     * @param memory into which it was loaded
     * @param base where its first byte is
     * @return empty when no ELF file begins there
     * @throws VmiException when its headers are damaged or cannot be read
     */
    public static Optional<LoadedElf> read(LoadedBytes memory, long base) {
        byte[] header = memory.read(base, HEADER_SIZE);
        return LittleEndian.getInt(header, 0) == MAGIC
                ? Optional.of(new LoadedElf(memory, base, header))
                : Optional.empty();
    }

    /**
     * The machine that its code is for.
     *
     * @return {@code e_machine}
     */
    public int machine() {
        return machine;
    }

    /**
     * Where it begins to run.
     *
     * @return its entry point in memory; empty when it has none
     */
    public OptionalLong entry() {
        return entry == 0 ? OptionalLong.empty() : OptionalLong.of(entry + headers.bias());
    }

    /**
     * The size of an address.
     *
     * @return 4 or 8 bytes
     */
    public int addressSize() {
        return wide ? Long.BYTES : Integer.BYTES;
    }

    /**
     * Its size.
     *
     * @return from its first byte to the end of its last segment
     */
    public long size() {
        return headers.size();
    }

    /**
     * The symbols that others can be linked to.
     *
     * @param notes receives why there are none or fewer than there should be
     * @return in the order of its table, those of superseded versions last
     * @throws VmiException when the tables are damaged or cannot be read
     */
    public List<Symbol> symbols(TableNotes notes) {
        if (headers.dynamic().isEmpty()) {
            notes.explain("a program that was linked statically names nothing for others");
            return List.of();
        }
        ProgramHeaders.Range range = headers.dynamic().get();
        if (range.size() < 0 || range.size() > LONGEST_DYNAMIC) {
            throw new MalformedSymbolsException(
                    FORMAT, range.va() - base, "its dynamic section has " + range.size() + " bytes");
        }
        byte[] bytes = memory.read(range.va(), (int) range.size());
        DynamicSection section = new DynamicSection(reader(bytes), wide, base, headers);
        return new DynamicSymbols(memory, section, wide, headers.bias(), notes).read();
    }

    static ByteReader reader(byte[] bytes) {
        return new ByteReader(FORMAT, MemorySegment.ofArray(bytes));
    }

    @Override
    public String toString() {
        return 8 * addressSize() + "-bit ELF file of machine " + machine + " loaded to " + Addresses.hex(base);
    }
}
