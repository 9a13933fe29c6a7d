package dev.vmi4j.symbols;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Symbols, ascending by address compared unsigned; those of the same address keep the order of their source. Found by
 * name and by address. Immutable, thread-safe, and held in a few arrays: about 40 bytes a symbol.
 */
public final class SymbolTable {
    private final long[] addresses;
    private final byte[] types;
    private final byte[] names;
    private final int[] nameEnds;
    private final int[] byName;

    SymbolTable(long[] addresses, byte[] types, byte[] names, int[] nameEnds) {
        this.addresses = addresses;
        this.types = types;
        this.names = names;
        this.nameEnds = nameEnds;
        this.byName = hashNames();
    }

    /**
     * A table of the symbols given.
     *
     * @param symbols in any order
     * @return the table
     */
    public static SymbolTable of(List<Symbol> symbols) {
        var builder = new SymbolTableBuilder();
        symbols.forEach(symbol -> builder.add(symbol.name(), symbol.address(), symbol.type()));
        return builder.build();
    }

    /**
     * Reads a table that {@link #write} wrote.
     *
     * @param in positioned at its first byte; read to the table's end, not closed
     * @return the table
     * @throws IOException when reading fails
     * @throws MalformedSymbolsException when the bytes are no such table, of another version, cut off or damaged
     */
    public static SymbolTable read(InputStream in) throws IOException {
        return SymbolTableFile.read(in);
    }

    /**
     * Writes the table in a compact binary form with a checksum.
     *
     * @param out receives it; not closed
     * @throws IOException when writing fails
     */
    public void write(OutputStream out) throws IOException {
        SymbolTableFile.write(this, out);
    }

    /**
     * The number of symbols.
     *
     * @return 0 or more
     */
    public int size() {
        return addresses.length;
    }

    /**
     * A symbol by its place in ascending order of addresses.
     *
     * @param index 0 to {@link #size()} - 1
     * @return the symbol
     * @throws IndexOutOfBoundsException for another index
     */
    public Symbol get(int index) {
        return new Symbol(name(index), addresses[index], (char) (types[index] & 0xff));
    }

    /**
     * All symbols, ascending by address.
     *
     * @return a lazy stream
     */
    public Stream<Symbol> symbols() {
        return IntStream.range(0, size()).mapToObj(this::get);
    }

    /**
     * Finds a symbol by name.
     *
     * @param name as the linker knows it
     * @return the one of the lowest address when there are several
     */
    public Optional<Symbol> find(String name) {
        int slot = firstSlot(name.getBytes(StandardCharsets.UTF_8));
        return byName[slot] == 0 ? Optional.empty() : Optional.of(get(byName[slot] - 1));
    }

    /**
     * The address of a symbol.
     *
     * @param name as the linker knows it
     * @return the lowest when there are several
     */
    public OptionalLong address(String name) {
        int slot = firstSlot(name.getBytes(StandardCharsets.UTF_8));
        return byName[slot] == 0 ? OptionalLong.empty() : OptionalLong.of(addresses[byName[slot] - 1]);
    }

    /**
     * Finds all symbols of a name: local ones of different source files often share theirs.
     *
     * @param name as the linker knows it
     * @return ascending by address
     */
    public List<Symbol> findAll(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        List<Symbol> found = new ArrayList<>();
        for (int slot = firstSlot(wanted); byName[slot] != 0; slot = slot + 1 & byName.length - 1) {
            if (hasName(byName[slot] - 1, wanted)) {
                found.add(get(byName[slot] - 1));
            }
        }
        return List.copyOf(found);
    }

    /**
     * The symbol an address belongs to: the nearest at or below it, which ends where the next higher one begins. Of
     * several at the same address, the first in the order of the source, as the kernel itself chooses. The last symbol
     * has no known end, so only its own address belongs to it.
     *
     * @param address guest virtual address
     * @return empty below the first symbol and above the last
     */
    public Optional<NearestSymbol> nearest(long address) {
        int after = lowerBound(address + 1);
        if (address == -1) {
            after = size();
        }
        if (after == 0) {
            return Optional.empty();
        }
        long start = addresses[after - 1];
        if (after == size() && start != address) {
            return Optional.empty();
        }
        long length = after == size() ? 0 : addresses[after] - start;
        return Optional.of(new NearestSymbol(get(lowerBound(start)), address - start, length));
    }

    /**
     * The symbols of a range of addresses.
     *
     * @param from first address
     * @param to the address after the last; compared unsigned
     * @return ascending by address
     */
    public Stream<Symbol> between(long from, long to) {
        return IntStream.range(lowerBound(from), Math.max(lowerBound(from), lowerBound(to)))
                .mapToObj(this::get);
    }

    /**
     * The same symbols after the image that holds the higher ones was moved, as KASLR does.
     *
     * @param from the first address that moves; lower ones are absolute values and stay
     * @param distance signed, in bytes
     * @return the moved table
     * @throws MalformedSymbolsException when addresses would leave the 64-bit space or pass those that stay
     */
    public SymbolTable moved(long from, long distance) {
        long[] moved = addresses.clone();
        for (int i = lowerBound(from); i < moved.length; i++) {
            moved[i] += distance;
            if (i > 0 && Long.compareUnsigned(moved[i - 1], moved[i]) > 0) {
                throw new MalformedSymbolsException("symbols", addresses[i], "moving it would put it out of order");
            }
        }
        return new SymbolTable(moved, types, names, nameEnds);
    }

    @Override
    public String toString() {
        return size() + " symbols";
    }

    /** The index of the first symbol at or above an address. */
    private int lowerBound(long address) {
        int low = 0;
        int high = addresses.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (Long.compareUnsigned(addresses[middle], address) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private String name(int index) {
        return new String(names, nameStart(index), nameEnds[index] - nameStart(index), StandardCharsets.UTF_8);
    }

    private int nameStart(int index) {
        return index == 0 ? 0 : nameEnds[index - 1];
    }

    private boolean hasName(int index, byte[] name) {
        return Arrays.equals(names, nameStart(index), nameEnds[index], name, 0, name.length);
    }

    /** The first slot that holds a symbol of this name, else the empty slot where the search ends. */
    private int firstSlot(byte[] name) {
        int slot = hash(name, 0, name.length) & byName.length - 1;
        while (byName[slot] != 0 && !hasName(byName[slot] - 1, name)) {
            slot = slot + 1 & byName.length - 1;
        }
        return slot;
    }

    /** Open addressing, index + 1 per slot; filled ascending, so that the lowest of a name is met first. */
    private int[] hashNames() {
        int[] slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, size())) << 2)];
        for (int index = 0; index < size(); index++) {
            int slot = hash(names, nameStart(index), nameEnds[index]) & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = index + 1;
        }
        return slots;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int mixed = hash * 0x9e37_79b9;
        return mixed ^ mixed >>> 15;
    }

    long[] addresses() {
        return addresses;
    }

    byte[] types() {
        return types;
    }

    byte[] names() {
        return names;
    }

    int[] nameEnds() {
        return nameEnds;
    }
}
