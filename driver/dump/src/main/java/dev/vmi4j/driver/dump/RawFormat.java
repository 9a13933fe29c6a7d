package dev.vmi4j.driver.dump;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Raw images: guest physical memory byte by byte, with no header. The file lies at {@link ImageOptions#baseAddress()},
 * or where {@link ImageOptions#memoryMap()} says, or where a map beside the image says: {@code IMAGE.memory-map.txt} or
 * {@code memory-map.txt} in its folder.
 */
public final class RawFormat implements ImageFormat {
    private static final int PAGE = 1 << MissingPages.SHIFT;

    /** Made by the service loader. */
    public RawFormat() {}

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public Probe probe(MemorySegment head) {
        if (head.byteSize() < PAGE) {
            return new Probe.Refused("is too short for a memory image: " + head.byteSize() + " bytes");
        }
        return ForeignFiles.recognize(head).<Probe>map(Probe.Refused::new).orElse(Probe.FALLBACK);
    }

    @Override
    public ImageContent open(ImageFile file, ImageOptions options) {
        List<String> remarks = new ArrayList<>();
        MappedMemory mapped = new MappedMemory(file);
        for (MemoryMap.Entry entry : layout(file, options, remarks).entries()) {
            MemoryRange range = entry.range();
            mapped.add(range.start(), range.size(), entry.offset(), range.size());
        }
        if (mapped.isEmpty()) {
            throw new ImageException(file.path(), "ends before the first range of its memory map");
        }
        return content(file, mapped, remarks);
    }

    private static ImageContent content(ImageFile file, MappedMemory mapped, List<String> remarks) {
        boolean oddSize = file.size() % PAGE != 0;
        if (oddSize) {
            remarks.add("its size is not a multiple of " + PAGE + " bytes: the last page is not complete");
        }
        PhysicalMemory memory = mapped.memory();
        ImageInfo info = new ImageInfo(
                "raw",
                file.path(),
                file.size(),
                OptionalInt.empty(),
                Optional.empty(),
                memory.ranges(),
                mapped.counts(),
                false,
                0,
                List.of(),
                oddSize || mapped.truncated(),
                remarks);
        return new ImageContent(memory, info, List.of());
    }

    private static MemoryMap layout(ImageFile file, ImageOptions options, List<String> remarks) {
        if (options.memoryMap().isPresent()) {
            return placed(options.memoryMap().get(), remarks);
        }
        long base = options.baseAddress().value();
        Optional<Path> sidecar = base == 0 ? sidecar(file.path()) : Optional.empty();
        if (sidecar.isPresent()) {
            remarks.add("laid out by the memory map " + sidecar.get());
            return MemoryMap.read(sidecar.get());
        }
        if (base + file.size() < 0) {
            throw new ImageException(
                    file.path(), "does not fit into the physical address space from " + Addresses.hex(base) + " on");
        }
        MemoryMap whole = MemoryMap.of(List.of(new MemoryRange(base, file.size())));
        return base == 0 ? whole : placed(whole, remarks);
    }

    private static MemoryMap placed(MemoryMap map, List<String> remarks) {
        remarks.add("it is taken for guest physical memory "
                + map.entries().stream().map(entry -> entry.range().toString()).collect(Collectors.joining(", ")));
        return map;
    }

    private static Optional<Path> sidecar(Path image) {
        String name = String.valueOf(image.getFileName());
        return Stream.of(
                        name + ".memory-map.txt", Compression.withoutSuffix(name) + ".memory-map.txt", "memory-map.txt")
                .map(image::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
