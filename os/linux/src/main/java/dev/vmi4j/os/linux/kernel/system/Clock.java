package dev.vmi4j.os.linux.kernel.system;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.MissingSymbolException;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The kernel's clock, {@code struct timekeeper}, as of its last update: at the last timer tick, or some time ago when all
 * CPUs were idle.
 */
final class Clock {
    private static final long SECOND = 1_000_000_000;
    private static final int MAX_SHIFT = 63;

    private final Kernel kernel;
    private final StructLayout layout;
    private final long address;

    Clock(Kernel kernel) {
        this.kernel = kernel;
        this.layout = StructLayout.of(kernel.requireTypes(), "timekeeper");
        this.address = locate(kernel);
    }

    /** The wall clock. */
    Instant time() {
        int shift = (int) read("tkr_mono.shift") & MAX_SHIFT;
        return Instant.ofEpochSecond(read("xtime_sec"), read("tkr_mono.xtime_nsec") >>> shift);
    }

    /** The wall clock at boot, corrected by every time that it was set since. */
    Instant boot() {
        long nanoseconds = read("offs_real") - read("offs_boot");
        return Instant.ofEpochSecond(Math.floorDiv(nanoseconds, SECOND), Math.floorMod(nanoseconds, SECOND));
    }

    /** The time since boot, with that spent asleep. */
    Duration uptime() {
        return Duration.between(boot(), time());
    }

    private long read(String field) {
        return layout.field(field).read(kernel.memory(), address);
    }

    /**
     * The timekeeper lies in {@code struct tk_data}; before there was one, in a structure without a name, but with a copy,
     * from which each update is made.
     */
    private static long locate(Kernel kernel) {
        TypeCatalog types = kernel.requireTypes();
        Optional<Field> inner = StructLayout.find(types, "tk_data").map(data -> data.field("timekeeper"));
        OptionalLong found = inner.isPresent()
                ? first(kernel, inner.get().offset(), "timekeeper_data", "tk_core")
                : first(kernel, 0, "shadow_timekeeper");
        return found.orElseThrow(() -> new MissingSymbolException("shadow_timekeeper"));
    }

    private static OptionalLong first(Kernel kernel, long offset, String... symbols) {
        return Stream.of(symbols)
                .map(kernel.symbols()::address)
                .filter(OptionalLong::isPresent)
                .mapToLong(found -> found.getAsLong() + offset)
                .findFirst();
    }
}
