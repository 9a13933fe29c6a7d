package dev.vmi4j.arch.amd64;

import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A small guest memory from address 0 on, written word by word. */
public final class Image {
    private final byte[] bytes;

    public Image(int size) {
        bytes = new byte[size];
    }

    public Image put32(int address, long value) {
        LittleEndian.putInt(bytes, address, (int) value);
        return this;
    }

    public Image put64(int address, long value) {
        LittleEndian.putLong(bytes, address, value);
        return this;
    }

    public PhysicalMemory memory() {
        return PhysicalMemory.mapped(List.of(new MemoryRun(0, MemorySegment.ofArray(bytes))));
    }
}
