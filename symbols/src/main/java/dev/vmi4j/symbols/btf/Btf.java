package dev.vmi4j.symbols.btf;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.IntegerType;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.Type;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.VoidType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types of one BTF blob, read in place. Opening it makes one pass over the heads of the types and one over their
 * names; a type is decoded when asked for. A split blob, as modules have it, continues the numbers and strings of its
 * base and finds the base's types too.
 *
 * <p>The bytes must stay as they are while the catalog is in use; their arena belongs to the caller.
 */
public final class Btf implements TypeCatalog {
    static final String FORMAT = "BTF";

    /** The most types that are kept decoded, so that a walk over all of them fills no memory. */
    private static final int KEPT = 1 << 13;

    private final MemorySegment bytes;
    private final BtfHeader header;
    private final @Nullable Btf base;
    private final BtfStrings strings;
    private final int firstString;
    private final int firstId;
    private final int[] offsets;
    private final BtfNames names;
    private final int pointerSize;
    private final Map<Integer, Type> kept = new ConcurrentHashMap<>();

    private Btf(MemorySegment bytes, @Nullable Btf base) {
        this.bytes = bytes.asReadOnly();
        this.header = BtfHeader.parse(bytes);
        this.base = base;
        this.strings = new BtfStrings(this.bytes, header);
        this.firstString = base == null ? 0 : base.firstString + base.strings.length();
        this.firstId = base == null ? 1 : base.lastId() + 1;
        byte[] copy = bytes().toArray(ValueLayout.JAVA_BYTE);
        this.offsets = BtfIndex.of(copy, header);
        this.names = new BtfNames(this, copy, offsets);
        this.pointerSize = base == null ? guessPointerSize() : base.pointerSize;
    }

    /**
     * Opens a blob that stands alone, as a kernel's own does.
     *
     * @param bytes the blob; more bytes may follow
     * @return its types
     * @throws MalformedSymbolsException when it is no BTF, cut off or damaged
     */
    public static Btf parse(MemorySegment bytes) {
        return new Btf(bytes, null);
    }

    /**
     * Opens a split blob, as a module has it.
     *
     * @param bytes the blob; more bytes may follow
     * @param base the blob it continues
     * @return its types and those of its base
     * @throws MalformedSymbolsException when it is no BTF, cut off or damaged, or continues another base
     */
    public static Btf parse(MemorySegment bytes, Btf base) {
        return new Btf(bytes, base);
    }

    /**
     * Copies a blob out of guest memory and opens it.
     *
     * @param memory where it lies
     * @param address of its first byte
     * @return its types
     * @throws MalformedSymbolsException when it is no BTF, cut off or damaged
     */
    public static Btf read(GuestMemory memory, long address) {
        int length = BtfHeader.tryRead(memory, address)
                .map(BtfHeader::end)
                .orElseThrow(() -> new MalformedSymbolsException(FORMAT, address, "there is no header"));
        if (memory.readable(address, length) < length) {
            throw new MalformedSymbolsException(FORMAT, address, "its sections end after the readable memory does");
        }
        return parse(MemorySegment.ofArray(memory.readBytes(address, length)));
    }

    /**
     * The blob itself, from its header to the end of its last section; what to save and {@link #parse} again.
     *
     * @return read-only
     */
    public MemorySegment bytes() {
        return bytes.asSlice(0, header.end());
    }

    /**
     * The blob this one continues.
     *
     * @return empty when it stands alone
     */
    public Optional<Btf> base() {
        return Optional.ofNullable(base);
    }

    @Override
    public Type type(int id) {
        if (id == 0) {
            return VoidType.VOID;
        }
        if (base != null && id > 0 && id < firstId) {
            return base.type(id);
        }
        if (id < firstId || id > lastId()) {
            throw new MalformedSymbolsException(
                    FORMAT, 0, "there is no type of number " + Integer.toUnsignedString(id));
        }
        return kept(id - firstId);
    }

    @Override
    public int lastId() {
        return firstId + offsets.length - 1;
    }

    @Override
    public int pointerSize() {
        return pointerSize;
    }

    @Override
    public List<NamedType> all(String name) {
        List<NamedType> all = new ArrayList<>(base == null ? List.of() : base.all(name));
        for (int index : names.find(name)) {
            if (kept(index) instanceof NamedType named) {
                all.add(named);
            }
        }
        return List.copyOf(all);
    }

    @Override
    public Stream<NamedType> named() {
        Stream<NamedType> own = IntStream.range(0, offsets.length)
                .filter(index -> word(index, 0) != 0)
                .mapToObj(this::decode)
                .filter(NamedType.class::isInstance)
                .map(NamedType.class::cast);
        return base == null ? own : Stream.concat(base.named(), own);
    }

    @Override
    public Optional<EnumConstant> constant(String name) {
        Optional<EnumConstant> inherited = base == null ? Optional.empty() : base.constant(name);
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        return inherited.or(() -> IntStream.range(0, offsets.length)
                .filter(index -> hasConstant(index, wanted))
                .mapToObj(this::decode)
                .flatMap(type -> type instanceof EnumType found ? found.constant(name).stream() : Stream.empty())
                .findFirst());
    }

    @Override
    public String toString() {
        return "BTF of " + lastId() + " types";
    }

    /** A string by its offset, counted from the first string of the first base. */
    String string(int offset) {
        return base != null && offset >= 0 && offset < firstString
                ? base.string(offset)
                : strings.get(offset - firstString);
    }

    /** The hash of a name of a copy of this blob, or of a base's. */
    int nameHash(byte[] copy, int offset) {
        return base != null && offset >= 0 && offset < firstString
                ? BtfStrings.hash(base.string(offset).getBytes(StandardCharsets.UTF_8))
                : strings.hash(copy, offset - firstString);
    }

    boolean hasName(int index, byte[] name) {
        return hasString(word(index, 0), name);
    }

    private boolean hasString(int offset, byte[] name) {
        return base != null && offset >= 0 && offset < firstString
                ? base.hasString(offset, name)
                : strings.equal(offset - firstString, name);
    }

    /** Decoded once: the same structures are asked for again and again. */
    private Type kept(int index) {
        Type known = kept.get(index);
        if (known != null) {
            return known;
        }
        Type decoded = decode(index);
        if (kept.size() < KEPT) {
            kept.put(index, decoded);
        }
        return decoded;
    }

    private Type decode(int index) {
        return new BtfDecoder(this, bytes, offsets[index]).decode();
    }

    private int word(int index, int offset) {
        return bytes.get(LittleEndian.INT, offsets[index] + (long) offset);
    }

    /** Without decoding: a kernel has some thousand enumerations. */
    private boolean hasConstant(int index, byte[] name) {
        int info = word(index, 4);
        int kind = BtfKind.number(info);
        if (kind != BtfKind.ENUM.number() && kind != BtfKind.ENUM64.number()) {
            return false;
        }
        int size = BtfKind.each(kind);
        int count = BtfKind.elements(info);
        for (int i = 0; i < count; i++) {
            if (hasString(word(index, BtfIndex.HEAD + i * size), name)) {
                return true;
            }
        }
        return false;
    }

    /** BTF does not say it; Linux' {@code unsigned long} is as wide as a pointer everywhere. */
    private int guessPointerSize() {
        for (String name : List.of("long unsigned int", "unsigned long", "long int", "long")) {
            for (NamedType type : all(name)) {
                if (type instanceof IntegerType integer && (integer.size() == 4 || integer.size() == 8)) {
                    return (int) integer.size();
                }
            }
        }
        return Long.BYTES;
    }
}
