package dev.vmi4j.symbols.btf;

import dev.vmi4j.core.memory.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of a blob's types: open addressing, filled in ascending order of numbers, so that all types of a name are
 * met in that order. Only names are read; no type is decoded.
 */
final class BtfNames {
    private final Btf btf;
    private final int[] slots;

    BtfNames(Btf btf, byte[] bytes, int[] offsets) {
        this.btf = btf;
        this.slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, offsets.length)) << 2)];
        for (int from = 0; from < offsets.length; from += 1024) {
            fill(bytes, offsets, from, Math.min(offsets.length, from + 1024));
        }
    }

    /** The places in the blob's own index of the types of a name, ascending. */
    int[] find(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int[] found = new int[4];
        int count = 0;
        int slot = BtfStrings.hash(wanted) & slots.length - 1;
        while (slots[slot] != 0) {
            if (btf.hasName(slots[slot] - 1, wanted)) {
                found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                found[count++] = slots[slot] - 1;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return Arrays.copyOf(found, count);
    }

    private void fill(byte[] bytes, int[] offsets, int from, int to) {
        for (int index = from; index < to; index++) {
            int name = LittleEndian.getInt(bytes, offsets[index]);
            if (name != 0) {
                insert(btf.nameHash(bytes, name), index);
            }
        }
    }

    private void insert(int hash, int index) {
        int slot = hash & slots.length - 1;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = index + 1;
    }
}
