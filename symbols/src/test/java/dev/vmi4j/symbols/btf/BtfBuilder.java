package dev.vmi4j.symbols.btf;

import dev.vmi4j.symbols.Bytes;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Puts BTF together number by number, as {@code Documentation/bpf/btf.rst} of the kernel describes it. */
public final class BtfBuilder {
    public static final int INT = 1;
    public static final int PTR = 2;
    public static final int ARRAY = 3;
    public static final int STRUCT = 4;
    public static final int UNION = 5;
    public static final int ENUM = 6;
    public static final int FWD = 7;
    public static final int TYPEDEF = 8;
    public static final int VOLATILE = 9;
    public static final int CONST = 10;
    public static final int RESTRICT = 11;
    public static final int FUNC = 12;
    public static final int FUNC_PROTO = 13;
    public static final int VAR = 14;
    public static final int DATASEC = 15;
    public static final int FLOAT = 16;
    public static final int DECL_TAG = 17;
    public static final int TYPE_TAG = 18;
    public static final int ENUM64 = 19;

    private static final int FLAG = 1 << 31;

    private final Bytes types = new Bytes();
    private final Bytes strings = new Bytes();
    private final int firstString;

    public BtfBuilder() {
        this(0);
        strings.u8(0);
    }

    /** A split blob's strings continue those of its base. */
    public BtfBuilder(int firstString) {
        this.firstString = firstString;
    }

    public int name(String name) {
        if (name.isEmpty()) {
            return 0;
        }
        int offset = firstString + strings.size();
        strings.raw(name.getBytes(StandardCharsets.UTF_8)).u8(0);
        return offset;
    }

    public int stringBytes() {
        return strings.size();
    }

    public BtfBuilder type(String name, int kind, boolean flag, int elements, long sizeOrType) {
        types.u32(name(name)).u32(kind << 24 | elements | (flag ? FLAG : 0)).u32(sizeOrType);
        return this;
    }

    public BtfBuilder type(String name, int kind, long sizeOrType) {
        return type(name, kind, false, 0, sizeOrType);
    }

    public BtfBuilder integer(String name, int size, int encoding) {
        return type(name, INT, size).word(encoding << 24 | size * 8);
    }

    public BtfBuilder array(int element, int count) {
        return type("", ARRAY, 0).word(element).word(1).word(count);
    }

    public BtfBuilder word(long value) {
        types.u32(value);
        return this;
    }

    /** A member, parameter or constant: a name and one or two words. */
    public BtfBuilder element(String name, long... words) {
        types.u32(name(name));
        for (long word : words) {
            types.u32(word);
        }
        return this;
    }

    public byte[] bytes() {
        return blob(24, new byte[0]);
    }

    /** With a header of 32 bytes that describes the layout of kinds. */
    public byte[] withLayouts(byte[] layouts) {
        return blob(32, layouts);
    }

    public Btf parse() {
        return Btf.parse(MemorySegment.ofArray(bytes()));
    }

    private byte[] blob(int header, byte[] layouts) {
        var blob = new Bytes().u16(0xeb9f).u8(1).u8(0).u32(header);
        blob.u32(0).u32(types.size()).u32(types.size()).u32(strings.size());
        if (header == 32) {
            blob.u32(types.size() + strings.size()).u32(layouts.length);
        }
        return blob.raw(types.array()).raw(strings.array()).raw(layouts).array();
    }
}
