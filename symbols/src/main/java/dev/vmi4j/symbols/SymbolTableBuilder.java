package dev.vmi4j.symbols;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Collects symbols in any order into a {@link SymbolTable}. Used by the parsers of symbol sources; not thread-safe. */
public final class SymbolTableBuilder {
    private long[] addresses = new long[1024];
    private byte[] types = new byte[1024];
    private int[] nameEnds = new int[1024];
    private byte[] names = new byte[16 * 1024];
    private int size;

    /** Creates an empty one. */
    public SymbolTableBuilder() {}

    /**
     * Adds a symbol.
     *
     * @param name as the linker knows it
     * @param address guest virtual address
     * @param type the letter of {@code nm}
     * @return this
     */
    public SymbolTableBuilder add(String name, long address, char type) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return add(bytes, 0, bytes.length, address, type);
    }

    /**
     * Adds a symbol whose name is a part of an array.
     *
     * @param bytes holds the name in UTF-8; copied
     * @param from index of its first byte
     * @param to index after its last byte
     * @param address guest virtual address
     * @param type the letter of {@code nm}
     * @return this
     */
    public SymbolTableBuilder add(byte[] bytes, int from, int to, long address, char type) {
        int start = size == 0 ? 0 : nameEnds[size - 1];
        int end = Math.addExact(start, to - from);
        grow(end);
        System.arraycopy(bytes, from, names, start, to - from);
        addresses[size] = address;
        types[size] = (byte) type;
        nameEnds[size++] = end;
        return this;
    }

    /**
     * The number of symbols added so far.
     *
     * @return 0 or more
     */
    public int size() {
        return size;
    }

    /**
     * Builds the table.
     *
     * @return a table of all symbols added so far
     */
    public SymbolTable build() {
        if (isSorted()) {
            byte[] text = Arrays.copyOf(names, size == 0 ? 0 : nameEnds[size - 1]);
            return new SymbolTable(
                    Arrays.copyOf(addresses, size), Arrays.copyOf(types, size), text, Arrays.copyOf(nameEnds, size));
        }
        return sorted().build();
    }

    private void grow(int end) {
        if (size == addresses.length) {
            addresses = Arrays.copyOf(addresses, size * 2);
            types = Arrays.copyOf(types, size * 2);
            nameEnds = Arrays.copyOf(nameEnds, size * 2);
        }
        if (end > names.length) {
            names = Arrays.copyOf(names, Math.max(end, (int) Math.min(names.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }

    private boolean isSorted() {
        return IntStream.range(1, size).allMatch(i -> Long.compareUnsigned(addresses[i - 1], addresses[i]) <= 0);
    }

    private SymbolTableBuilder sorted() {
        var sorted = new SymbolTableBuilder();
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(i -> addresses[i] ^ Long.MIN_VALUE))
                .forEach(i -> sorted.add(
                        names, i == 0 ? 0 : nameEnds[i - 1], nameEnds[i], addresses[i], (char) (types[i] & 0xff)));
        return sorted;
    }
}
