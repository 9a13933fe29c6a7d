package dev.vmi4j.symbols.btf;

import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.symbols.MalformedSymbolsException;
import java.util.Arrays;

/**
 * Where each type of a blob begins, found in one pass over the heads. It and {@link BtfNames} work on a copy that lives
 * no longer than they run: a JVM that just started reads an array several times faster than a segment.
 */
final class BtfIndex {
    static final int HEAD = 12;

    private final byte[] bytes;
    private final BtfHeader header;
    private int[] offsets;
    private int count;

    private BtfIndex(byte[] bytes, BtfHeader header) {
        this.bytes = bytes;
        this.header = header;
        this.offsets = new int[Math.max(16, header.typesLength() / 24)];
    }

    static int[] of(byte[] bytes, BtfHeader header) {
        return new BtfIndex(bytes, header).build();
    }

    private int[] build() {
        int end = header.types() + header.typesLength();
        int at = header.types();
        while (at < end) {
            at = pass(at, end);
        }
        return Arrays.copyOf(offsets, count);
    }

    /** A bounded number of types a call, so that the compiled code takes over soon. */
    private int pass(int from, int end) {
        int at = from;
        for (int i = 0; i < 1024 && at < end; i++) {
            add(at);
            at = next(at, end);
        }
        return at;
    }

    private void add(int at) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
        }
        offsets[count++] = at;
    }

    private int next(int at, int end) {
        if (end - at < HEAD) {
            throw malformed(at, "a type ends after its section does");
        }
        int info = LittleEndian.getInt(bytes, at + 4);
        int kind = BtfKind.number(info);
        boolean known = kind > 0 && kind < BtfKind.count();
        long next = at + HEAD + (known ? BtfKind.trailing(kind, info) : layout(at, kind, info));
        if (next > end) {
            throw malformed(at, "a type ends after its section does");
        }
        return (int) next;
    }

    /** What follows the head of a type of a kind that is newer than this code ({@code struct btf_layout}). */
    private long layout(int at, int kind, int info) {
        int entry = kind * 4;
        if (kind == 0 || entry + 4 > header.layoutsLength()) {
            throw malformed(at, "a type's kind " + kind + " is unknown");
        }
        int layout = LittleEndian.getInt(bytes, header.layouts() + entry);
        return (layout & 0xff) + (long) (layout >>> 8 & 0xff) * BtfKind.elements(info);
    }

    private static MalformedSymbolsException malformed(int at, String problem) {
        return new MalformedSymbolsException(Btf.FORMAT, at, problem);
    }
}
