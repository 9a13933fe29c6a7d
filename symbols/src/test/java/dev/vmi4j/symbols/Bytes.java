package dev.vmi4j.symbols;

import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Little-endian bytes, put together by hand. */
public final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Bytes u8(int value) {
        out.write(value);
        return this;
    }

    public Bytes u16(int value) {
        return u8(value).u8(value >>> 8);
    }

    public Bytes u32(long value) {
        return u16((int) value).u16((int) (value >>> 16));
    }

    public Bytes u64(long value) {
        return u32(value).u32(value >>> 32);
    }

    public Bytes text(String value) {
        return raw(value.getBytes(StandardCharsets.UTF_8));
    }

    public Bytes raw(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    public Bytes align(int alignment) {
        while (out.size() % alignment != 0) {
            u8(0);
        }
        return this;
    }

    public int size() {
        return out.size();
    }

    public byte[] array() {
        return out.toByteArray();
    }

    public static PhysicalMemory memory(long start, byte[] bytes) {
        return PhysicalMemory.mapped(List.of(new MemoryRun(start, MemorySegment.ofArray(bytes))));
    }
}
