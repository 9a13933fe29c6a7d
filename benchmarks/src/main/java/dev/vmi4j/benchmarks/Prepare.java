package dev.vmi4j.benchmarks;

import dev.vmi4j.benchmarks.RootFinder.Roots;
import dev.vmi4j.core.memory.PhysicalMemory;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prepares a workload: {@code Prepare FOLDER IMAGE [KERNEL_ROOT PROCESS_ROOT]}. The image is raw guest physical memory
 * from address 0 of a guest with 4-level paging, or that compressed by zstd; roots are hexadecimal and found in the
 * image unless given.
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
        if (arguments.length != 2 && arguments.length != 4) {
            throw new IllegalArgumentException("usage: Prepare FOLDER IMAGE [KERNEL_ROOT PROCESS_ROOT]");
        }
        Path folder = Path.of(arguments[0]);
        Path image = unpacked(Path.of(arguments[1]), folder);
        try (GuestImage guest = GuestImage.open(image)) {
            Roots roots = arguments.length == 4 ? given(arguments) : found(guest.memory(), image);
            new Workload(image, folder, roots.kernel(), roots.process()).write(guest.memory());
            System.out.printf("kernel root %x, process root %x%n", roots.kernel(), roots.process());
        }
    }

    private static Roots given(String[] arguments) {
        return new Roots(Long.parseLong(arguments[2], 16), Long.parseLong(arguments[3], 16));
    }

    private static Roots found(PhysicalMemory memory, Path image) throws IOException {
        return new RootFinder(memory)
                .find()
                .orElseThrow(() -> new IOException(image + " holds no 4-level page tables; give the roots"));
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
