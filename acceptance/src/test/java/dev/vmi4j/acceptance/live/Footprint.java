package dev.vmi4j.acceptance.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this JVM holds.
 *
 * @param heap bytes of objects that are reachable
 * @param resident bytes of its own memory that lie in RAM, without mapped files
 */
record Footprint(long heap, long resident) {
    static Footprint now() {
        System.gc();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), residentNow());
    }

    private static long residentNow() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> LinuxGuest.number(line) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "heap %.1f MB, resident %.1f MB".formatted(heap / 1e6, resident / 1e6);
    }
}
