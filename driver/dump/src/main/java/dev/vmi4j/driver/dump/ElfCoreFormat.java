package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * ELF core images, as QEMU and libvirt ({@code dump-guest-memory}, {@code virsh dump --memory-only}) and Linux
 * ({@code /proc/vmcore}) write them: each {@code PT_LOAD} segment is guest physical memory at {@code p_paddr}. Where
 * several segments hold the same memory, as when QEMU writes the guest's mappings too, the first one counts.
 */
public final class ElfCoreFormat implements ImageFormat {
    private static final int MAGIC = 0x464c457f;
    private static final int CLASS_AT = 4;
    private static final int DATA_AT = 5;
    private static final int TYPE_AT = 16;
    private static final int MACHINE_AT = 18;
    private static final int CORE = 4;
    /** {@code PN_XNUM}: the true number of program headers is in {@code sh_info} of the first section header. */
    private static final int EXTENDED_COUNT = 0xffff;

    private static final long MOST_SEGMENTS = 1 << 20;

    /** Made by the service loader. */
    public ElfCoreFormat() {}

    @Override
    public String name() {
        return "elf";
    }

    @Override
    public Probe probe(MemorySegment head) {
        return head.byteSize() >= Integer.BYTES && head.get(LittleEndian.INT, 0) == MAGIC
                ? Probe.MATCH
                : Probe.NO_MATCH;
    }

    @Override
    public ImageContent open(ImageFile file, ImageOptions options) {
        ElfLayout layout = layout(file);
        requireCore(file);
        List<String> remarks = new ArrayList<>();
        return content(file, layout, segments(file, layout, remarks), remarks);
    }

    private static ImageContent content(
            ImageFile file, ElfLayout layout, List<ElfSegment> segments, List<String> remarks) {
        MappedMemory mapped = memory(file, segments, remarks);
        Notes notes = notes(file, segments, remarks);
        PhysicalMemory memory = mapped.memory();
        boolean truncated = mapped.truncated() || tableIsCut(file, layout);
        var vcpus = notes.byVcpu();
        remarks.addAll(notes.remarks());
        ImageInfo info = new ImageInfo(
                layout == ElfLayout.ELF64 ? "ELF core (64-bit)" : "ELF core (32-bit)",
                file.path(),
                file.size(),
                OptionalInt.of(Short.toUnsignedInt(file.bytes().get(LittleEndian.SHORT, MACHINE_AT))),
                notes.vmcoreInfo(),
                memory.ranges(),
                mapped.counts(),
                segments.stream().anyMatch(ElfCoreFormat::hasVirtualAddress),
                vcpus.size(),
                List.of(),
                truncated,
                remarks);
        return new ImageContent(memory, info, vcpus);
    }

    private static ElfLayout layout(ImageFile file) {
        MemorySegment bytes = file.bytes();
        if (!file.holds(0, ElfLayout.ELF32.headerSize)) {
            throw new ImageException(file.path(), "is an ELF file that ends within its header");
        }
        ElfLayout layout = switch (bytes.get(ValueLayout.JAVA_BYTE, CLASS_AT)) {
            case 1 -> ElfLayout.ELF32;
            case 2 -> ElfLayout.ELF64;
            default -> throw new ImageException(file.path(), CLASS_AT, "is an ELF file of no known class");
        };
        switch (bytes.get(ValueLayout.JAVA_BYTE, DATA_AT)) {
            case 1 -> {}
            case 2 ->
                throw new ImageException(
                        file.path(), "is the image of a big-endian guest; vmi4j reads little-endian guests only");
            default -> throw new ImageException(file.path(), DATA_AT, "is an ELF file of no known byte order");
        }
        if (!file.holds(0, layout.headerSize)) {
            throw new ImageException(file.path(), "is an ELF file that ends within its header");
        }
        return layout;
    }

    private static void requireCore(ImageFile file) {
        int type = file.bytes().get(LittleEndian.SHORT, TYPE_AT);
        if (type != CORE) {
            throw new ImageException(file.path(), "is an ELF " + kind(type) + ", not a memory image (ELF core)");
        }
    }

    private static String kind(int type) {
        return switch (type) {
            case 1 -> "object file";
            case 2 -> "program";
            case 3 -> "shared library";
            default -> "file of type " + Short.toUnsignedInt((short) type);
        };
    }

    private static List<ElfSegment> segments(ImageFile file, ElfLayout layout, List<String> remarks) {
        MemorySegment bytes = file.bytes();
        long table = layout.word(bytes, layout.programHeadersAt);
        int size = Short.toUnsignedInt(bytes.get(LittleEndian.SHORT, layout.programHeaderSizeAt));
        long count = count(file, layout);
        if (count == 0) {
            throw new ImageException(file.path(), "is an ELF core without segments");
        }
        if (size < layout.programHeaderSize) {
            throw new ImageException(
                    file.path(), layout.programHeaderSizeAt, "its program headers are too small: " + size + " bytes");
        }
        if (count > MOST_SEGMENTS) {
            throw new ImageException(file.path(), "announces " + count + " program headers, which cannot be true");
        }
        List<ElfSegment> segments = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long at = table + i * size;
            if (!file.holds(at, layout.programHeaderSize)) {
                remarks.add("the file ends after " + i + " of " + count + " program headers");
                break;
            }
            segments.add(ElfSegment.read(bytes, at, layout));
        }
        return segments;
    }

    private static long count(ImageFile file, ElfLayout layout) {
        int count = Short.toUnsignedInt(file.bytes().get(LittleEndian.SHORT, layout.programHeaderCountAt()));
        if (count != EXTENDED_COUNT) {
            return count;
        }
        long section = layout.word(file.bytes(), layout.sectionHeadersAt);
        if (section == 0) {
            return count;
        }
        if (!file.holds(section, layout.sectionInfoAt + Integer.BYTES)) {
            throw new ImageException(
                    file.path(), "ends before the section header that holds the number of its segments");
        }
        return Integer.toUnsignedLong(file.bytes().get(LittleEndian.INT, section + layout.sectionInfoAt));
    }

    private static MappedMemory memory(ImageFile file, List<ElfSegment> segments, List<String> remarks) {
        requireGuest(file, segments);
        MappedMemory mapped = new MappedMemory(file);
        long implausible = 0;
        for (ElfSegment segment : segments) {
            if (segment.isLoad() && segment.isPlausible()) {
                mapped.add(segment.physical(), segment.memorySize(), segment.offset(), segment.fileSize());
            } else if (segment.isLoad()) {
                implausible++;
            }
        }
        if (implausible > 0) {
            remarks.add(implausible + " segments have impossible addresses or sizes and were passed over");
        }
        if (mapped.isEmpty()) {
            throw new ImageException(file.path(), "is an ELF core that holds no memory; was it cut short?");
        }
        return mapped;
    }

    /** A core of a process has no physical addresses: several segments would lie on each other at 0. */
    private static void requireGuest(ImageFile file, List<ElfSegment> segments) {
        List<ElfSegment> loads = segments.stream().filter(ElfSegment::isLoad).toList();
        if (loads.size() > 1 && loads.stream().allMatch(load -> load.physical() == 0)) {
            throw new ImageException(
                    file.path(),
                    "is the core of a process, not of a guest: none of its segments has a physical address");
        }
    }

    private static boolean hasVirtualAddress(ElfSegment segment) {
        return segment.isLoad() && segment.virtual() != 0 && segment.virtual() != segment.physical();
    }

    private static Notes notes(ImageFile file, List<ElfSegment> segments, List<String> remarks) {
        Notes notes = new Notes();
        for (ElfSegment segment : segments) {
            if (segment.isNote() && file.holds(segment.offset(), segment.fileSize())) {
                notes.read(file.bytes().asSlice(segment.offset(), segment.fileSize()));
            } else if (segment.isNote()) {
                remarks.add("the file ends before its notes");
            }
        }
        return notes;
    }

    private static boolean tableIsCut(ImageFile file, ElfLayout layout) {
        long table = layout.word(file.bytes(), layout.programHeadersAt);
        int size = Short.toUnsignedInt(file.bytes().get(LittleEndian.SHORT, layout.programHeaderSizeAt));
        return !file.holds(table, count(file, layout) * size);
    }
}
