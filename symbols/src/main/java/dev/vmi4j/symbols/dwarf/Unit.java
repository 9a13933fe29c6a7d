package dev.vmi4j.symbols.dwarf;

import dev.vmi4j.symbols.binary.ByteReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unit of {@code .debug_info}: what was made of one source file.
 *
 * @param start offset of its head
 * @param end offset behind it
 * @param entries offset of its first entry
 * @param version of DWARF
 * @param addressSize in bytes
 * @param offsetSize 4, or 8 in the 64-bit form
 * @param abbreviations offset of its table in {@code .debug_abbrev}
 * @param stringOffsets where its part of {@code .debug_str_offsets} begins
 */
record Unit(
        long start,
        long end,
        long entries,
        int version,
        int addressSize,
        int offsetSize,
        long abbreviations,
        long stringOffsets) {
    private static final long WIDE = 0xffff_ffffL;
    private static final int OLDEST = 2;
    private static final int NEWEST = 5;
    private static final int WITH_KIND = 5;
    private static final int COMPILE = 1;
    private static final int TYPE = 2;
    private static final int PARTIAL = 3;

    /** The units that can be read: those of an unknown version or kind are passed over. */
    static List<Unit> all(DwarfSections sections) {
        ByteReader reader = sections.infoReader();
        List<Unit> units = new ArrayList<>();
        while (reader.hasMore()) {
            next(reader).map(unit -> unit.withStringOffsets(sections)).ifPresent(units::add);
        }
        return List.copyOf(units);
    }

    /** Reads a head and goes behind the unit. */
    private static Optional<Unit> next(ByteReader reader) {
        long start = reader.position();
        long length = reader.u32();
        int offsetSize = length == WIDE ? Long.BYTES : Integer.BYTES;
        if (length == WIDE) {
            length = reader.u64();
        }
        long body = reader.position();
        reader.skip(length);
        long end = reader.position();
        reader.at(body);
        Optional<Unit> unit = length < 2 ? Optional.empty() : head(reader, start, end, offsetSize);
        reader.at(end);
        return unit;
    }

    private static Optional<Unit> head(ByteReader reader, long start, long end, int offsetSize) {
        int version = reader.u16();
        if (version < OLDEST || version > NEWEST) {
            return Optional.empty();
        }
        int kind = version >= WITH_KIND ? reader.u8() : COMPILE;
        int addressSize = version >= WITH_KIND ? reader.u8() : 0;
        long abbreviations = reader.unsigned(offsetSize);
        if (version < WITH_KIND) {
            addressSize = reader.u8();
        }
        if (kind == TYPE) {
            reader.skip(Long.BYTES + offsetSize);
        }
        boolean usable = kind == COMPILE || kind == TYPE || kind == PARTIAL;
        boolean known = addressSize == Integer.BYTES || addressSize == Long.BYTES;
        return usable && known && reader.position() <= end
                ? Optional.of(new Unit(
                        start,
                        end,
                        reader.position(),
                        version,
                        addressSize,
                        offsetSize,
                        abbreviations,
                        2L * offsetSize))
                : Optional.empty();
    }

    /** The first entry says where the unit's part of the offsets begins; without saying so, it is behind a head. */
    private Unit withStringOffsets(DwarfSections sections) {
        if (sections.stringOffsets().byteSize() == 0) {
            return this;
        }
        Entry entry = new EntryReader(sections, this, Abbreviations.read(sections, abbreviations)).at(entries);
        return entry.stringOffsets < 0
                ? this
                : new Unit(start, end, entries, version, addressSize, offsetSize, abbreviations, entry.stringOffsets);
    }
}
