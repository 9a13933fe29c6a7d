package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.IntegerEncoding;
import dev.vmi4j.symbols.type.IntegerType;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A few KiB of memory that tests fill by hand, read at the addresses they were put to; there is nothing behind it. */
public final class Image {
    private final byte[] bytes;

    /** Zeroed memory from address 0 on. */
    public Image(int size) {
        bytes = new byte[size];
    }

    public PhysicalMemory memory() {
        return PhysicalMemory.mapped(List.of(new MemoryRun(0, MemorySegment.ofArray(bytes))));
    }

    public void put(long address, int size, long value) {
        for (int i = 0; i < size; i++) {
            bytes[(int) address + i] = (byte) (value >>> 8 * i);
        }
    }

    public void putLong(long address, long value) {
        LittleEndian.putLong(bytes, (int) address, value);
    }

    public void putText(long address, String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, bytes, (int) address, encoded.length);
    }

    /** Words that mostly point back into the memory. */
    public void fill(Random random) {
        for (int at = 0; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            putLong(at, random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(bytes.length));
        }
    }

    /** An unsigned field. */
    public static Field field(long offset, int size) {
        return field(offset, size, 0, 0);
    }

    /** A bit field. */
    public static Field field(long offset, int size, int bitOffset, int bitSize) {
        var type = new IntegerType("unsigned", size, IntegerEncoding.UNSIGNED, 0, size * 8);
        return new Field("field at " + offset, offset, size, bitOffset, bitSize, type);
    }
}
