package dev.vmi4j.driver.dump;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.Deflater;

/** Writes kdump-compressed files as makedumpfile's IMPLEMENTATION document describes them. */
final class KdumpWriter {
    private final boolean wide;
    private final int blockSize;
    private final SortedMap<Integer, byte[]> pages = new TreeMap<>();
    private final SortedSet<Integer> excluded = new TreeSet<>();
    private final Map<Integer, Integer> flags = new TreeMap<>();
    private byte[] notes = {};
    private byte[] vmcoreInfo = {};
    private String machine = "x86_64";
    private boolean compress = true;
    private int version = 6;
    private int split;

    KdumpWriter(boolean wide, int blockSize) {
        this.wide = wide;
        this.blockSize = blockSize;
    }

    KdumpWriter page(int number, byte[] content) {
        pages.put(number, content);
        return this;
    }

    KdumpWriter exclude(int number) {
        excluded.add(number);
        return this;
    }

    /** Makes a page claim a compression it does not have. */
    KdumpWriter flags(int number, int value) {
        flags.put(number, value);
        return this;
    }

    KdumpWriter notes(byte[] bytes) {
        notes = bytes.clone();
        return this;
    }

    KdumpWriter vmcoreInfo(byte[] bytes) {
        vmcoreInfo = bytes.clone();
        return this;
    }

    KdumpWriter machine(String name) {
        machine = name;
        return this;
    }

    KdumpWriter plain() {
        compress = false;
        return this;
    }

    KdumpWriter version(int value) {
        version = value;
        return this;
    }

    KdumpWriter split() {
        split = 1;
        return this;
    }

    byte[] write() {
        int count = 1 + Math.max(pages.lastKey(), excluded.isEmpty() ? 0 : excluded.last());
        int bitmapBlocks = (count + 8 * blockSize - 1) / (8 * blockSize);
        Bytes file = new Bytes();
        header(file, count, bitmapBlocks);
        subHeader(file, count);
        int bitmap = 2 * blockSize;
        int second = bitmap + bitmapBlocks * blockSize;
        int descriptor = second + bitmapBlocks * blockSize;
        file.put(descriptor, new byte[0]);
        excluded.forEach(page -> set(file, bitmap, page));
        int data = descriptor + 24 * pages.size();
        for (Map.Entry<Integer, byte[]> page : pages.entrySet()) {
            set(file, bitmap, page.getKey());
            set(file, second, page.getKey());
            byte[] stored = compress ? deflated(page.getValue()) : page.getValue();
            file.u64(descriptor, data)
                    .u32(descriptor + 8, stored.length)
                    .u32(descriptor + 12, flags.getOrDefault(page.getKey(), compress ? 1 : 0))
                    .u64(descriptor + 16, 0)
                    .put(data, stored);
            descriptor += 24;
            data += stored.length;
        }
        return file.toArray();
    }

    private void header(Bytes file, int count, int bitmapBlocks) {
        int at = wide ? 428 : 416;
        file.ascii(0, "KDUMP   ").u32(8, version).ascii(12 + 4 * 65, machine);
        file.u32(at, blockSize).u32(at + 4, 1).u32(at + 8, 2L * bitmapBlocks).u32(at + 12, version < 6 ? count : 0);
    }

    private void subHeader(Bytes file, int count) {
        int at = blockSize;
        int noteAt = at + 256;
        int infoAt = noteAt + notes.length;
        file.u32(at + (wide ? 12 : 8), split);
        file.u64(at + (wide ? 32 : 20), infoAt).word(wide, at + (wide ? 40 : 28), vmcoreInfo.length);
        file.u64(at + (wide ? 48 : 32), noteAt).word(wide, at + (wide ? 56 : 40), notes.length);
        file.u64(at + (wide ? 96 : 72), count);
        file.put(noteAt, notes).put(infoAt, vmcoreInfo);
    }

    private static void set(Bytes file, int bitmap, int page) {
        int at = bitmap + page / 8;
        int old = at < file.size() ? file.toArray()[at] : 0;
        file.u8(at, old | 1 << page % 8);
    }

    private static byte[] deflated(byte[] page) {
        try (Deflater deflater = new Deflater(1)) {
            deflater.setInput(page);
            deflater.finish();
            byte[] out = new byte[page.length + 100];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    /** The same file in makedumpfile's flattened format: blocks backwards, with a block that is overwritten later. */
    static byte[] flattened(byte[] file, int blockSize, boolean complete) {
        Bytes flat = new Bytes().ascii(0, "makedumpfile\0\0\0\0").put(16, bigEndian(1, 1));
        flat.put(4096, bigEndian(0, 100)).append(new byte[100]);
        for (int start = (file.length - 1) / blockSize * blockSize; start >= 0; start -= blockSize) {
            int size = Math.min(blockSize, file.length - start);
            flat.append(bigEndian(start, size)).append(Arrays.copyOfRange(file, start, start + size));
        }
        if (complete) {
            flat.append(bigEndian(-1, -1));
        }
        return flat.toArray();
    }

    private static byte[] bigEndian(long first, long second) {
        return ByteBuffer.allocate(16).putLong(first).putLong(second).array();
    }
}
