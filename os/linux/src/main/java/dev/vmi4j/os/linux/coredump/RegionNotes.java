package dev.vmi4j.os.linux.coredump;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.os.ProcessCore.Note;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code NT_FILE}: which file is mapped where ({@code fill_files_note} of {@code fs/binfmt_elf.c}). */
final class RegionNotes {
    private static final int NT_FILE = 0x46494c45;

    private record Mapped(long start, long end, long page, String path) {}

    private RegionNotes() {}

    static Note files(List<MemoryRegion> regions, int pageShift, TableNotes notes) {
        List<Mapped> mapped = new ArrayList<>();
        for (MemoryRegion region : regions) {
            mapped(region, pageShift, notes).ifPresent(mapped::add);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        putLong(bytes, mapped.size());
        putLong(bytes, 1L << pageShift);
        for (Mapped file : mapped) {
            putLong(bytes, file.start());
            putLong(bytes, file.end());
            putLong(bytes, file.page());
        }
        for (Mapped file : mapped) {
            bytes.writeBytes(file.path().getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
        }
        return new Note("CORE", NT_FILE, bytes.toByteArray());
    }

    private static Optional<Mapped> mapped(MemoryRegion region, int pageShift, TableNotes notes) {
        try {
            return region.file().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Mapped(
                            region.start().value(),
                            region.end().value(),
                            region.offset() >>> pageShift,
                            region.name().orElse("")));
        } catch (VmiException e) {
            notes.add("the file of the region at " + region.start() + " is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void putLong(ByteArrayOutputStream bytes, long value) {
        byte[] number = new byte[Long.BYTES];
        LittleEndian.putLong(number, 0, value);
        bytes.writeBytes(number);
    }
}
