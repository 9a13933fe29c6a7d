package dev.vmi4j.symbols.elf;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.SymbolTableBuilder;
import dev.vmi4j.symbols.binary.ByteReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An ELF file, 32 or 64 bits, little-endian, read in place. Immutable and thread-safe; the bytes must stay as they are
 * while it is in use, their arena belongs to the caller.
 */
public final class ElfFile {
    private static final String FORMAT = "ELF file";
    private static final int MAGIC = 0x464c_457f;
    private static final int BUILD_ID = 3;
    private static final int GNU = 'G' | 'N' << 8 | 'U' << 16;
    private static final int LONGEST_ID = 64;

    /** The escape value of a section count that does not fit. */
    private static final int SECTIONS = 0xff00;

    private final MemorySegment bytes;
    private final boolean wide;
    private final List<ElfSection> sections;

    private ElfFile(MemorySegment bytes) {
        this.bytes = bytes;
        this.wide = reader().at(4).u8() == 2;
        this.sections = List.copyOf(readSections());
    }

    /**
     * Whether bytes begin as an ELF file does.
     *
     * @param bytes a file
     * @return true when they do
     */
    public static boolean isElf(MemorySegment bytes) {
        return bytes.byteSize() >= 16 && bytes.get(LittleEndian.INT, 0) == MAGIC;
    }

    /**
     * Opens a file.
     *
     * @param bytes the whole file
     * @return its sections
     * @throws MalformedSymbolsException when it is no ELF file, big-endian, cut off or damaged
     */
    public static ElfFile parse(MemorySegment bytes) {
        if (!isElf(bytes)) {
            throw new MalformedSymbolsException(FORMAT, 0, "it does not begin with the magic number");
        }
        if (bytes.get(ValueLayout.JAVA_BYTE, 5) != 1) {
            throw new MalformedSymbolsException(FORMAT, 5, "it is not little-endian");
        }
        return new ElfFile(bytes);
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
     * The sections.
     *
     * @return in the order of the file
     */
    public List<ElfSection> sections() {
        return sections;
    }

    /**
     * The content of a section.
     *
     * @param name such as {@code .debug_info}
     * @return empty when there is none of that name, or the file does not have its content
     * @throws MalformedSymbolsException when it lies outside the file, or is compressed
     */
    public Optional<MemorySegment> content(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(name) && section.hasContent() && section.size() > 0)
                .findFirst()
                .map(this::content);
    }

    /**
     * The symbols that have a name and a place.
     *
     * @return at the addresses for which the file was linked; none when the file was stripped
     * @throws MalformedSymbolsException when the table is damaged
     */
    public SymbolTable symbols() {
        var symbols = new SymbolTableBuilder();
        sections.stream()
                .filter(section -> section.name().equals(".symtab"))
                .findFirst()
                .ifPresent(table -> addSymbols(symbols, table));
        return symbols.build();
    }

    /**
     * The id that the linker gave the file.
     *
     * @return lower-case hexadecimal digits
     * @throws MalformedSymbolsException when the notes are damaged
     */
    public Optional<String> buildId() {
        return sections.stream()
                .filter(section -> section.isNote() && section.hasContent())
                .flatMap(section -> buildId(new ByteReader(FORMAT, content(section)), section.size()).stream())
                .findFirst();
    }

    /**
     * Bytes that are loaded to an address.
     *
     * @param address virtual address for which the file was linked
     * @param limit the most bytes to answer
     * @return up to the end of their section; empty when the file does not have them
     */
    public Optional<MemorySegment> loaded(long address, long limit) {
        return sections.stream()
                .filter(section -> section.isLoaded() && section.hasContent())
                .filter(section -> Long.compareUnsigned(address - section.address(), section.size()) < 0)
                .findFirst()
                .map(section -> {
                    long offset = address - section.address();
                    return content(section).asSlice(offset, Math.min(limit, section.size() - offset));
                });
    }

    private ByteReader reader() {
        return new ByteReader(FORMAT, bytes);
    }

    private long word(ByteReader reader) {
        return wide ? reader.u64() : reader.u32();
    }

    private List<ElfSection> readSections() {
        ByteReader header = reader();
        long first = word(header.at(wide ? 0x28 : 0x20));
        header.at(wide ? 0x3a : 0x2e);
        int size = header.u16();
        int count = header.u16();
        int names = header.u16();
        if (first == 0 || count == 0) {
            return List.of();
        }
        if (size < (wide ? 64 : 40) || count >= SECTIONS || names >= count) {
            throw header.malformed("its table of sections is of an unknown form");
        }
        List<ElfSection> unnamed = new ArrayList<>();
        List<Long> nameOffsets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteReader reader = reader().at(first + (long) i * size);
            nameOffsets.add(reader.u32());
            unnamed.add(section(reader));
        }
        return named(unnamed, nameOffsets, content(unnamed.get(names)));
    }

    private static List<ElfSection> named(List<ElfSection> unnamed, List<Long> names, MemorySegment text) {
        List<ElfSection> named = new ArrayList<>();
        for (int i = 0; i < unnamed.size(); i++) {
            ElfSection section = unnamed.get(i);
            named.add(new ElfSection(
                    new ByteReader(FORMAT, text).at(names.get(i)).text(),
                    section.type(),
                    section.flags(),
                    section.address(),
                    section.offset(),
                    section.size(),
                    section.link(),
                    section.entrySize()));
        }
        return named;
    }

    private ElfSection section(ByteReader reader) {
        int type = (int) reader.u32();
        long flags = word(reader);
        long address = word(reader);
        long offset = word(reader);
        long size = word(reader);
        int link = (int) reader.u32();
        reader.u32();
        word(reader);
        return new ElfSection("", type, flags, address, offset, size, link, word(reader));
    }

    private MemorySegment content(ElfSection section) {
        if (section.isCompressed()) {
            throw new MalformedSymbolsException(
                    FORMAT,
                    section.offset(),
                    "section " + section.name()
                            + " is compressed; 'objcopy --decompress-debug-sections FILE' makes it readable");
        }
        long offset = section.offset();
        if (offset < 0 || section.size() < 0 || offset > bytes.byteSize() - section.size()) {
            throw new MalformedSymbolsException(
                    FORMAT,
                    offset,
                    "section " + section.name() + " of " + Addresses.hex(section.size())
                            + " bytes ends behind the file");
        }
        return bytes.asSlice(offset, section.size());
    }

    private void addSymbols(SymbolTableBuilder symbols, ElfSection table) {
        if (table.link() < 0 || table.link() >= sections.size()) {
            throw new MalformedSymbolsException(FORMAT, table.offset(), "the symbol table names no table of names");
        }
        MemorySegment names = content(sections.get(table.link()));
        ByteReader reader = new ByteReader(FORMAT, content(table));
        ByteReader text = new ByteReader(FORMAT, names);
        int size = wide ? 24 : 16;
        for (long at = 0; at + size <= table.size(); at += size) {
            ElfSymbol symbol = ElfSymbol.read(reader.at(at), wide);
            if (symbol.isPlace()) {
                String name = text.at(symbol.name()).text();
                if (!name.isEmpty() && !name.startsWith(".L")) {
                    symbols.add(name, symbol.value(), symbol.letter());
                }
            }
        }
    }

    private static Optional<String> buildId(ByteReader notes, long size) {
        while (notes.position() + 12 <= size) {
            long nameLength = notes.u32();
            long length = notes.u32();
            long type = notes.u32();
            boolean found = type == BUILD_ID && nameLength == 4 && length > 0 && length <= LONGEST_ID;
            long name = nameLength >= 4 ? notes.u32() : 0;
            notes.skip(nameLength >= 4 ? padded(nameLength) - 4 : padded(nameLength));
            if (found && name == GNU) {
                byte[] id = new byte[(int) length];
                for (int i = 0; i < id.length; i++) {
                    id[i] = (byte) notes.u8();
                }
                return Optional.of(HexFormat.of().formatHex(id));
            }
            notes.skip(Math.min(padded(length), size - notes.position()));
        }
        return Optional.empty();
    }

    private static long padded(long length) {
        return length + 3 & ~3L;
    }

    @Override
    public String toString() {
        return (wide ? "64" : "32") + "-bit ELF file of " + sections.size() + " sections";
    }
}
