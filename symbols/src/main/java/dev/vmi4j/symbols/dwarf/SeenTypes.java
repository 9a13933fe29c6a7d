package dev.vmi4j.symbols.dwarf;

import java.util.Arrays;

/**
 * Which types were met: a set of kind, name and size, without a text for each of the millions of copies. A linker keeps a
 * text of {@code .debug_str} once, so its offset stands for it.
 */
final class SeenTypes {
    private long[] slots = new long[1 << 16];
    private int count;

    /** Adds an entry that has a name; answers whether it is new. */
    boolean add(Entry entry, EntryReader reader) {
        long name = entry.namePlace == Entry.NamePlace.INLINE
                ? 0x1_0000_0000L | Integer.toUnsignedLong(reader.name().hashCode())
                : entry.name & 0xffff_ffffL;
        long size = entry.byteSize & 0xfff_ffffL;
        long kind = entry.tag.name().hashCode();
        return add(mix(name << 1 | (entry.namePlace == Entry.NamePlace.LINE_STRINGS ? 1 : 0))
                ^ mix(size * 0x9e37_79b9_7f4a_7c15L + kind));
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 32) * 0xd6e8_feb8_6659_fd93L;
        return (mixed ^ mixed >>> 32) * 0xd6e8_feb8_6659_fd93L;
    }

    private boolean add(long key) {
        long stored = key == 0 ? 1 : key;
        int slot = (int) (stored & slots.length - 1);
        while (slots[slot] != 0) {
            if (slots[slot] == stored) {
                return false;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = stored;
        if (++count > slots.length / 2) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        count = 0;
        Arrays.stream(old).filter(key -> key != 0).forEach(this::add);
    }
}
