package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * kdump-compressed images, as makedumpfile and QEMU ({@code kdump-zlib}) write them, also in makedumpfile's flattened
 * format. Pages are plain or compressed with zlib; a page compressed otherwise answers with {@link
 * UnsupportedCodecException}.
 */
public final class KdumpFormat implements ImageFormat {
    /** More ranges than that are joined: holes between them then show as absent pages only. */
    private static final int MOST_RANGES = 1 << 16;

    private static final int MOST_CACHED_PAGES = 1 << 28;
    private static final int LARGEST_NOTES = 1 << 28;

    /** Made by the service loader. */
    public KdumpFormat() {}

    @Override
    public String name() {
        return "kdump";
    }

    @Override
    public Probe probe(MemorySegment head) {
        return ForeignFiles.startsWith(head, KdumpHeader.SIGNATURE)
                        || ForeignFiles.startsWith(head, FlattenedBytes.SIGNATURE)
                ? Probe.MATCH
                : Probe.NO_MATCH;
    }

    @Override
    public ImageContent open(ImageFile file, ImageOptions options) {
        boolean flattened = ForeignFiles.startsWith(file.head(), FlattenedBytes.SIGNATURE);
        FileBytes bytes = flattened ? FlattenedBytes.of(file) : new FileBytes.Plain(file);
        requireKdump(file, bytes);
        KdumpHeader header = KdumpHeader.read(file.path(), bytes);
        String format = "kdump-compressed (version " + header.version() + (flattened ? ", flattened)" : ")");
        return content(file, format, bytes, header, options);
    }

    private static void requireKdump(ImageFile file, FileBytes bytes) {
        MemorySegment head = bytes.slice(0, KdumpHeader.SIGNATURE.length());
        if (head == null || !ForeignFiles.startsWith(head, KdumpHeader.SIGNATURE)) {
            throw new ImageException(
                    file.path(),
                    "is a flattened dump of something else than kdump-compressed; rearrange it: makedumpfile -R NEW < "
                            + file.path());
        }
    }

    private static ImageContent content(
            ImageFile file, String format, FileBytes bytes, KdumpHeader header, ImageOptions options) {
        List<String> remarks = new ArrayList<>();
        long half = header.bitmapSize() / 2 / header.blockSize() * header.blockSize();
        long pages = pages(header, half, remarks);
        PageBitmap known = bitmap(file, bytes, header.bitmapAt(), half, pages);
        PageBitmap dumped = bitmap(file, bytes, header.bitmapAt() + half, half, pages);
        KdumpPages source = new KdumpPages(bytes, header, known, dumped);
        Notes notes = notes(bytes, header, remarks);
        PhysicalMemory memory = memory(file, source, known, dumped, options);
        ImageInfo info = new ImageInfo(
                format,
                file.path(),
                file.size(),
                machine(header, notes),
                notes.vmcoreInfo().or(() -> vmcoreInfo(bytes, header, remarks)),
                memory.ranges(),
                new PageCounts(source.pageShift(), dumped.count(), excluded(known, dumped)),
                false,
                notes.byVcpu().size(),
                List.copyOf(source.codecs()),
                source.truncated(),
                remarks);
        return new ImageContent(memory, info, notes.byVcpu());
    }

    private static long pages(KdumpHeader header, long half, List<String> remarks) {
        long most = Math.min(half * Byte.SIZE, Long.MAX_VALUE / header.blockSize());
        if (Long.compareUnsigned(header.maxPages(), most) <= 0) {
            return header.maxPages();
        }
        remarks.add("the header announces " + Long.toUnsignedString(header.maxPages())
                + " pages, its bitmap has room for " + most);
        return most;
    }

    private static PageBitmap bitmap(ImageFile file, FileBytes bytes, long at, long size, long pages) {
        MemorySegment bits = bytes.slice(at, size);
        if (bits == null) {
            throw new ImageException(file.path(), at, "the file ends within the bitmap of its pages");
        }
        return new PageBitmap(bits, pages);
    }

    private static PhysicalMemory memory(
            ImageFile file, KdumpPages source, PageBitmap known, PageBitmap dumped, ImageOptions options) {
        List<MemoryRange> ranges = ranges(known, dumped, source.pageShift());
        if (ranges.isEmpty()) {
            throw new ImageException(file.path(), "is a kdump that holds no memory");
        }
        int cached = (int) Math.min(options.cacheBytes() >>> source.pageShift(), MOST_CACHED_PAGES);
        return PhysicalMemory.paged(ranges, new PageCache(source, cached));
    }

    /** The ranges of pages that a bit in either bitmap says the guest has. */
    private static List<MemoryRange> ranges(PageBitmap known, PageBitmap dumped, int shift) {
        List<MemoryRange> ranges = new ArrayList<>();
        long start = -1;
        for (long word = 0; word < known.words(); word++) {
            long bits = known.word(word) | dumped.word(word);
            if (bits == (start < 0 ? 0 : -1)) {
                continue;
            }
            for (int bit = 0; bit < Long.SIZE; bit++) {
                boolean set = (bits >>> bit & 1) != 0;
                long page = word * Long.SIZE + bit;
                if (set && start < 0) {
                    start = page;
                } else if (!set && start >= 0 && ranges.size() < MOST_RANGES) {
                    ranges.add(range(start, page, shift));
                    start = -1;
                }
            }
        }
        if (start >= 0) {
            ranges.add(range(start, lastPage(known, dumped) + 1, shift));
        }
        return ranges;
    }

    private static long lastPage(PageBitmap known, PageBitmap dumped) {
        long word = known.words() - 1;
        while ((known.word(word) | dumped.word(word)) == 0) {
            word--;
        }
        return word * Long.SIZE + Long.SIZE - 1 - Long.numberOfLeadingZeros(known.word(word) | dumped.word(word));
    }

    private static MemoryRange range(long page, long end, int shift) {
        return new MemoryRange(page << shift, (end - page) << shift);
    }

    private static long excluded(PageBitmap known, PageBitmap dumped) {
        long count = 0;
        for (long word = 0; word < known.words(); word++) {
            count += Long.bitCount(known.word(word) & ~dumped.word(word));
        }
        return count;
    }

    private static OptionalInt machine(KdumpHeader header, Notes notes) {
        int machine = header.elfMachine(notes.statusSize().orElse(0));
        return machine == 0 ? OptionalInt.empty() : OptionalInt.of(machine);
    }

    private static Notes notes(FileBytes bytes, KdumpHeader header, List<String> remarks) {
        Notes notes = new Notes();
        part(bytes, header.notes(), "notes", remarks).ifPresent(notes::read);
        remarks.addAll(notes.remarks());
        return notes;
    }

    private static Optional<String> vmcoreInfo(FileBytes bytes, KdumpHeader header, List<String> remarks) {
        return part(bytes, header.vmcoreInfo(), "VMCOREINFO", remarks).map(Notes::text);
    }

    private static Optional<MemorySegment> part(
            FileBytes bytes, KdumpHeader.Part part, String what, List<String> remarks) {
        if (part.size() == 0) {
            return Optional.empty();
        }
        MemorySegment content =
                Long.compareUnsigned(part.size(), LARGEST_NOTES) > 0 ? null : bytes.slice(part.offset(), part.size());
        if (content == null) {
            remarks.add("its " + what + " lie outside the file");
        }
        return Optional.ofNullable(content);
    }
}
