package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.PageSource;
import dev.vmi4j.core.memory.PageState;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a kdump-compressed file. The first bitmap says which pages the guest has, the second which of them are in
 * the file; the n-th of those has the n-th descriptor ({@code struct page_desc}).
 */
final class KdumpPages implements PageSource {
    static final int DESCRIPTOR = 24;

    private static final int SIZE_AT = 8;
    private static final int FLAGS_AT = 12;
    private static final int SAMPLES = 2048;

    /** {@code DUMP_DH_COMPRESSED_*}. */
    enum Codec {
        NONE(0, "none"),
        ZLIB(1, "zlib"),
        LZO(2, "lzo"),
        SNAPPY(4, "snappy"),
        ZSTD(0x20, "zstd");

        static final int MASK = 0x27;

        private final int flag;
        private final String label;

        Codec(int flag, String label) {
            this.flag = flag;
            this.label = label;
        }

        static @Nullable Codec of(int flags) {
            return Arrays.stream(values())
                    .filter(codec -> codec.flag == (flags & MASK))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final FileBytes file;
    private final PageBitmap known;
    private final PageBitmap dumped;
    private final long descriptorsAt;
    private final int pageShift;
    private final Inflaters inflaters = new Inflaters();
    private final SequencedSet<String> codecs = new TreeSet<>();
    private final boolean truncated;

    KdumpPages(FileBytes file, KdumpHeader header, PageBitmap known, PageBitmap dumped) {
        this.file = file;
        this.known = known;
        this.dumped = dumped;
        this.descriptorsAt = header.descriptorsAt();
        this.pageShift = Integer.numberOfTrailingZeros(header.blockSize());
        this.truncated = sample() || file.truncated();
    }

    boolean truncated() {
        return truncated;
    }

    /** How pages are compressed, as far as the sample shows. */
    SequencedSet<String> codecs() {
        return codecs;
    }

    @Override
    public int pageShift() {
        return pageShift;
    }

    @Override
    public PageState state(long gfn) {
        if (!dumped.get(gfn)) {
            return known.get(gfn) ? PageState.EXCLUDED : PageState.ABSENT;
        }
        MemorySegment descriptor = descriptor(dumped.rank(gfn));
        if (descriptor == null) {
            return lost();
        }
        if (!isSound(descriptor)) {
            return PageState.DAMAGED;
        }
        return content(descriptor) == null ? lost() : PageState.PRESENT;
    }

    @Override
    public PageState read(long gfn, byte[] page) {
        PageState state = state(gfn);
        if (state != PageState.PRESENT) {
            return state;
        }
        MemorySegment descriptor = descriptor(dumped.rank(gfn));
        MemorySegment content = descriptor == null ? null : content(descriptor);
        if (descriptor == null || content == null) {
            return lost();
        }
        return unpack(gfn, descriptor.get(LittleEndian.INT, FLAGS_AT), content, page);
    }

    private PageState unpack(long gfn, int flags, MemorySegment content, byte[] page) {
        Codec codec = Codec.of(flags);
        return switch (codec) {
            case NONE -> copy(content, page);
            case ZLIB -> inflaters.inflate(content, page) ? PageState.PRESENT : PageState.DAMAGED;
            case LZO, SNAPPY, ZSTD -> throw new UnsupportedCodecException(gfn << pageShift, codec.label);
            case null -> PageState.DAMAGED;
        };
    }

    private static PageState copy(MemorySegment content, byte[] page) {
        if (content.byteSize() != page.length) {
            return PageState.DAMAGED;
        }
        MemorySegment.copy(content, 0, MemorySegment.ofArray(page), 0, page.length);
        return PageState.PRESENT;
    }

    private PageState lost() {
        return truncated ? PageState.EXCLUDED : PageState.DAMAGED;
    }

    private boolean isSound(MemorySegment descriptor) {
        int size = descriptor.get(LittleEndian.INT, SIZE_AT);
        return size > 0 && size <= 1 << pageShift;
    }

    private @Nullable MemorySegment descriptor(long index) {
        return file.slice(descriptorsAt + index * DESCRIPTOR, DESCRIPTOR);
    }

    private @Nullable MemorySegment content(MemorySegment descriptor) {
        return file.slice(descriptor.get(LittleEndian.LONG, 0), descriptor.get(LittleEndian.INT, SIZE_AT));
    }

    /** Looks at the first, the last and some descriptors between; answers whether one of them reaches beyond the file. */
    private boolean sample() {
        boolean beyond = false;
        long count = dumped.count();
        long step = Math.max(1, count / SAMPLES);
        for (long index = 0; index < count; index += nearEnd(index, count) ? 1 : step) {
            beyond |= sample(index);
        }
        return beyond;
    }

    private static boolean nearEnd(long index, long count) {
        return index >= count - SAMPLES;
    }

    private boolean sample(long index) {
        MemorySegment descriptor = descriptor(index);
        if (descriptor == null) {
            return true;
        }
        Codec codec = Codec.of(descriptor.get(LittleEndian.INT, FLAGS_AT));
        if (codec != null && codec != Codec.NONE) {
            codecs.add(codec.label);
        }
        return isSound(descriptor) && content(descriptor) == null;
    }
}
