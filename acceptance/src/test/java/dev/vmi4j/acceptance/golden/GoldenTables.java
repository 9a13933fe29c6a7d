package dev.vmi4j.acceptance.golden;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.PagingMode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The page tables of a real guest's CPU, cut out of its image, with what QEMU's {@code info tlb} printed of them: a gzip
 * stream of the mode's name, CR3, the printed text, and each page that holds a table with its address.
 *
 * @param mode the paging mode
 * @param cr3 the CPU's CR3
 * @param printed what QEMU printed
 * @param memory the pages
 */
record GoldenTables(PagingMode mode, long cr3, String printed, PhysicalMemory memory) {
    private static final int PAGE = 4096;
    private static final long ADDRESS_BITS = 0x000f_ffff_ffff_ffe0L;

    static GoldenTables read(InputStream file) throws IOException {
        try (var in = new DataInputStream(new GZIPInputStream(file))) {
            PagingMode mode = mode(in.readUTF());
            long cr3 = in.readLong();
            String printed = new String(in.readNBytes(in.readInt()), StandardCharsets.US_ASCII);
            List<MemoryRun> runs = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                runs.add(new MemoryRun(in.readLong(), MemorySegment.ofArray(in.readNBytes(PAGE))));
            }
            return new GoldenTables(mode, cr3, printed, PhysicalMemory.mapped(runs));
        }
    }

    /**
     * Cuts the tables of CPU 0 out of a recording of the lab.
     *
     * @param args the recording's folder, the mode's name, the file to write
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Path recording = Path.of(args[0]);
        PagingMode mode = mode(args[1]);
        long cr3 = QemuTlb.cr3(Files.readString(recording.resolve("oracle/info-registers.txt")), 0);
        byte[] printed = Files.readAllBytes(recording.resolve("oracle/info-tlb-cpu0.txt"));
        try (Arena arena = Arena.ofConfined();
                FileChannel image = FileChannel.open(recording.resolve("image.raw"));
                OutputStream file = Files.newOutputStream(Path.of(args[2]));
                var out = new DataOutputStream(new GZIPOutputStream(file))) {
            MemorySegment bytes = image.map(FileChannel.MapMode.READ_ONLY, 0, image.size(), arena);
            PhysicalMemory memory = PhysicalMemory.mapped(List.of(new MemoryRun(0, bytes)));
            SortedSet<Long> pages = new TreeSet<>();
            collect(memory, mode, 0, cr3 & ADDRESS_BITS & -mode.rootAlignment(), pages);
            out.writeUTF(mode.name());
            out.writeLong(cr3);
            out.writeInt(printed.length);
            out.write(printed);
            out.writeInt(pages.size());
            for (long page : pages) {
                out.writeLong(page);
                out.write(memory.readBytes(page, PAGE));
            }
        }
    }

    private static void collect(PhysicalMemory memory, PagingMode mode, int depth, long table, SortedSet<Long> pages) {
        pages.add(table & -PAGE);
        LevelLayout level = mode.levels().get(depth);
        for (int i = 0; i < level.entries(); i++) {
            long entry = memory.readUnsigned(table + (long) i * mode.entrySize(), mode.entrySize());
            if (level.isPresent(entry) && !level.isLeaf(entry)) {
                collect(memory, mode, depth + 1, level.tableAddress(entry), pages);
            }
        }
    }

    private static PagingMode mode(String name) {
        return Amd64.INSTANCE.pagingModes().stream()
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
