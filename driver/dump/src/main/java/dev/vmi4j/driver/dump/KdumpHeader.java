package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header and sub-header of a kdump-compressed file.
 *
 * @param version {@code header_version}
 * @param blockSize in bytes, a power of two; also the page size
 * @param machine {@code utsname.machine}, as the writer knew it
 * @param maxPages the number of page frames
 * @param bitmapAt where the two bitmaps begin, in bytes
 * @param bitmapSize the size of both together, in bytes
 * @param vmcoreInfo the text of VMCOREINFO; size 0 when there is none
 * @param notes ELF notes; size 0 when there are none
 */
record KdumpHeader(
        int version,
        int blockSize,
        String machine,
        long maxPages,
        long bitmapAt,
        long bitmapSize,
        Part vmcoreInfo,
        Part notes) {
    static final String SIGNATURE = "KDUMP   ";
    static final int SIZE = 464;

    private static final int VERSION_AT = 8;
    private static final int MACHINE_AT = 12 + 4 * 65;
    private static final int MACHINE_SIZE = 65;
    private static final int NEWEST = 6;

    /** A part of the file. */
    record Part(long offset, long size) {
        static final Part NONE = new Part(0, 0);
    }

    /** Where the page descriptors begin. */
    long descriptorsAt() {
        return bitmapAt + bitmapSize;
    }

    static KdumpHeader read(Path path, FileBytes file) {
        MemorySegment header = require(path, file.slice(0, SIZE), "ends within its header");
        KdumpLayout layout = Arrays.stream(KdumpLayout.values())
                .filter(candidate -> candidate.fits(header))
                .findFirst()
                .orElseThrow(() -> new ImageException(path, "has a kdump header that makes no sense"));
        int version = header.get(LittleEndian.INT, VERSION_AT);
        if (version < 1 || version > NEWEST) {
            throw new ImageException(path, "has a kdump header of version " + version + "; known are 1 to " + NEWEST);
        }
        MemorySegment sub = require(
                path, file.slice(layout.blockSize(header), layout.subHeaderSize), "ends within its second header");
        requireWhole(path, version, layout, sub);
        return of(version, layout, header, sub);
    }

    private static KdumpHeader of(int version, KdumpLayout layout, MemorySegment header, MemorySegment sub) {
        long blockSize = layout.blockSize(header);
        return new KdumpHeader(
                version,
                (int) blockSize,
                machine(header),
                version >= 6 ? sub.get(LittleEndian.LONG, layout.maxPages64At) : layout.maxPages(header),
                (1L + layout.subHeaderBlocks(header)) * blockSize,
                layout.bitmapBlocks(header) * blockSize,
                version >= 3 ? part(layout, sub, layout.vmcoreInfoOffsetAt, layout.vmcoreInfoSizeAt) : Part.NONE,
                version >= 4 ? part(layout, sub, layout.noteOffsetAt, layout.noteSizeAt) : Part.NONE);
    }

    private static void requireWhole(Path path, int version, KdumpLayout layout, MemorySegment sub) {
        if (version >= 2 && sub.get(LittleEndian.INT, layout.splitAt) != 0) {
            throw new ImageException(
                    path, "is one part of a split dump; join the parts with makedumpfile --reassemble");
        }
    }

    private static Part part(KdumpLayout layout, MemorySegment sub, int offsetAt, int sizeAt) {
        return new Part(sub.get(LittleEndian.LONG, offsetAt), layout.word(sub, sizeAt));
    }

    private static String machine(MemorySegment header) {
        byte[] name = header.asSlice(MACHINE_AT, MACHINE_SIZE).toArray(ValueLayout.JAVA_BYTE);
        String text = new String(name, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static MemorySegment require(Path path, @Nullable MemorySegment bytes, String otherwise) {
        if (bytes == null) {
            throw new ImageException(path, otherwise);
        }
        return bytes;
    }

    /** {@code e_machine} values by the names that kernels give machines. */
    private record Machine(String name, int statusSize, int elf) {}

    private static final List<Machine> MACHINES = List.of(
            new Machine("x86_64", 336, 62),
            new Machine("i686", 144, 3),
            new Machine("i586", 144, 3),
            new Machine("i386", 144, 3),
            new Machine("aarch64", 392, 183),
            new Machine("riscv64", 376, 243));

    /**
     * The ELF machine number.
     *
     * @param statusSize the size of a process status note, which tells what {@code Unknown} (QEMU for arm64) does not;
     *     or 0
     * @return 0 when nothing tells
     */
    int elfMachine(int statusSize) {
        return MACHINES.stream()
                .filter(known -> known.name.equals(machine))
                .findFirst()
                .or(() -> MACHINES.stream()
                        .filter(known -> known.statusSize == statusSize)
                        .findFirst())
                .map(Machine::elf)
                .orElse(0);
    }
}
