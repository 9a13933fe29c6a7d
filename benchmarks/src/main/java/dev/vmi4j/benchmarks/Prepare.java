package dev.vmi4j.benchmarks;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.MappingCursor;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.session.Session;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Prepares a workload: {@code Prepare FOLDER IMAGE}. The image is the guest physical memory of a guest with a kernel, raw
 * and in one piece, or that compressed by zstd. Of its processes the one with the most mapped memory is taken.
 */
public final class Prepare {
    private Prepare() {}

    /**
     * Runs it.
     *
     * @param arguments see above
     * @throws IOException when the image cannot be read or the folder not be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: Prepare FOLDER IMAGE");
        }
        Path folder = Path.of(arguments[0]);
        Path image = unpacked(Path.of(arguments[1]), folder);
        try (Session session = Session.open(image)) {
            Workload work = workload(image, folder, session);
            work.write(session.driver().memory());
            System.out.println("kernel " + work.kernel() + ", process " + work.process());
        }
    }

    private static Workload workload(Path image, Path folder, Session session) throws IOException {
        List<MemoryRange> ranges = session.driver().memory().ranges();
        if (ranges.size() != 1 || ranges.getFirst().size() != Files.size(image)) {
            throw new IOException(image + " is not raw guest physical memory in one piece");
        }
        GuestSystem system = session.requireSystem();
        return new Workload(
                image,
                folder,
                ranges.getFirst().first(),
                PageTables.of(system.kernelSpace()),
                PageTables.of(largest(system)));
    }

    private static AddressSpace largest(GuestSystem system) throws IOException {
        return system.processes(new TableNotes())
                .map(GuestProcess::addressSpace)
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Prepare::userBytes))
                .orElseThrow(() -> new IOException("no process has an address space"));
    }

    private static long userBytes(AddressSpace space) {
        long bytes = 0;
        for (MappingCursor cursor = space.mappings(); cursor.hasNext(); ) {
            var mapping = cursor.next();
            bytes += mapping.va().value() >= 0 ? mapping.size() : 0;
        }
        return bytes;
    }

    private static Path unpacked(Path image, Path folder) throws IOException {
        if (!image.toString().endsWith(".zst")) {
            return image;
        }
        Files.createDirectories(folder);
        Path raw = folder.resolve("image.raw");
        try (InputStream in = new ZstdInputStream(Files.newInputStream(image))) {
            Files.deleteIfExists(raw);
            Files.copy(in, raw);
        }
        return raw;
    }
}
