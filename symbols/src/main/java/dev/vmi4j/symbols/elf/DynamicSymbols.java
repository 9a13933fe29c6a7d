package dev.vmi4j.symbols.elf;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.binary.ByteReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads the dynamic symbols of a file that was loaded. What cannot be read is left out and noted. Used once. */
final class DynamicSymbols {
    /** Far more than any library has. */
    private static final long MOST_SYMBOLS = 1 << 20;

    private static final int LONGEST_NAME = 4096;
    private static final int PIECE = 64;
    private static final int HIDDEN = 0x8000;

    private final LoadedBytes memory;
    private final DynamicSection section;
    private final boolean wide;
    private final long bias;
    private final TableNotes notes;
    private final List<Symbol> current = new ArrayList<>();
    private final List<Symbol> superseded = new ArrayList<>();

    DynamicSymbols(LoadedBytes memory, DynamicSection section, boolean wide, long bias, TableNotes notes) {
        this.memory = memory;
        this.section = section;
        this.wide = wide;
        this.bias = bias;
        this.notes = notes;
    }

    List<Symbol> read() {
        OptionalLong symbols = section.address(DynamicSection.SYMBOLS);
        OptionalLong names = section.address(DynamicSection.STRINGS);
        if (symbols.isEmpty() || names.isEmpty()) {
            notes.explain("a dynamic section without symbols names nothing for others");
            return List.of();
        }
        long count = count();
        long unreadable = 0;
        for (long i = 1; i < count; i++) {
            try {
                add(i, symbols.getAsLong(), names.getAsLong());
            } catch (VmiException _) {
                unreadable++;
            }
        }
        if (unreadable > 0) {
            notes.add(unreadable + " of " + count + " symbols cannot be read");
        }
        current.addAll(superseded);
        return current;
    }

    private void add(long index, long symbols, long names) {
        int size = wide ? 24 : 16;
        ElfSymbol symbol = ElfSymbol.read(LoadedElf.reader(memory.read(symbols + index * size, size)), wide);
        if (!symbol.isLoaded()) {
            return;
        }
        String name = name(names, symbol.name());
        if (!name.isEmpty()) {
            (isHidden(index) ? superseded : current).add(new Symbol(name, symbol.value() + bias, symbol.letter()));
        }
    }

    private boolean isHidden(long index) {
        OptionalLong versions = section.address(DynamicSection.VERSIONS);
        return versions.isPresent()
                && (LoadedElf.reader(memory.read(versions.getAsLong() + index * Short.BYTES, Short.BYTES))
                                        .u16()
                                & HIDDEN)
                        != 0;
    }

    private String name(long names, long offset) {
        long size = section.value(DynamicSection.STRINGS_SIZE).orElse(Long.MAX_VALUE);
        StringBuilder name = new StringBuilder();
        long limit = Math.min(size - offset, LONGEST_NAME);
        for (long at = 0; at < limit; at += PIECE) {
            byte[] piece = memory.read(names + offset + at, (int) Math.min(PIECE, limit - at));
            String text = new String(piece, StandardCharsets.ISO_8859_1);
            int end = text.indexOf(0);
            name.append(end < 0 ? text : text.substring(0, end));
            if (end >= 0) {
                return name.toString();
            }
        }
        throw new MalformedSymbolsException(LoadedElf.FORMAT, offset, "a name does not end");
    }

    /** The table of symbols does not say how long it is; the tables by which names are looked up do. */
    private long count() {
        OptionalLong hash = section.address(DynamicSection.HASH);
        OptionalLong gnu = section.address(DynamicSection.GNU_HASH);
        if (hash.isEmpty() && gnu.isEmpty()) {
            throw new MalformedSymbolsException(LoadedElf.FORMAT, 0, "no table says how many symbols there are");
        }
        return checked(hash.isPresent() ? number(hash.getAsLong() + 4) : gnuCount(gnu.getAsLong()));
    }

    /** The chain of the highest bucket ends with the last symbol. */
    private long gnuCount(long table) {
        ByteReader header = LoadedElf.reader(memory.read(table, 12));
        long buckets = checked(header.u32());
        long first = header.u32();
        long filter = checked(header.u32());
        long bucket = table + 16 + filter * (wide ? Long.BYTES : Integer.BYTES);
        ByteReader heads = LoadedElf.reader(memory.read(bucket, (int) buckets * Integer.BYTES));
        long last = 0;
        while (heads.hasMore()) {
            last = Math.max(last, heads.u32());
        }
        if (last < first) {
            return checked(first);
        }
        long chains = bucket + buckets * Integer.BYTES;
        while (last < MOST_SYMBOLS && (number(chains + (last - first) * Integer.BYTES) & 1) == 0) {
            last++;
        }
        return last + 1;
    }

    private long number(long va) {
        return LoadedElf.reader(memory.read(va, Integer.BYTES)).u32();
    }

    private static long checked(long count) {
        if (count > MOST_SYMBOLS) {
            throw new MalformedSymbolsException(LoadedElf.FORMAT, 0, "it says that it has " + count + " symbols");
        }
        return count;
    }
}
