package dev.vmi4j.symbols.dwarf;

import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.binary.ByteReader;
import dev.vmi4j.symbols.elf.ElfFile;
import java.lang.foreign.MemorySegment;

/**
 * The sections in which types are described.
 *
 * @param info {@code .debug_info}
 * @param abbreviations {@code .debug_abbrev}
 * @param strings {@code .debug_str}; may be empty
 * @param lineStrings {@code .debug_line_str}; may be empty
 * @param stringOffsets {@code .debug_str_offsets}; may be empty
 */
record DwarfSections(
        MemorySegment info,
        MemorySegment abbreviations,
        MemorySegment strings,
        MemorySegment lineStrings,
        MemorySegment stringOffsets) {
    static final String FORMAT = "DWARF";

    static DwarfSections of(ElfFile file) {
        return new DwarfSections(
                required(file, ".debug_info"),
                required(file, ".debug_abbrev"),
                optional(file, ".debug_str"),
                optional(file, ".debug_line_str"),
                optional(file, ".debug_str_offsets"));
    }

    private static MemorySegment required(ElfFile file, String name) {
        return file.content(name)
                .orElseThrow(() -> new MalformedSymbolsException(FORMAT, 0, "the file has no section " + name));
    }

    private static MemorySegment optional(ElfFile file, String name) {
        return file.content(name).orElse(MemorySegment.ofArray(new byte[0]));
    }

    ByteReader infoReader() {
        return new ByteReader(FORMAT, info);
    }
}
