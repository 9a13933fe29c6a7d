package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.MissingSymbolException;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When the kernel booted, by its own clock: what {@code struct timekeeper} adds to the monotonic clock to get the wall
 * clock, less what it adds to get the time since boot.
 */
public final class BootClock {
    private final long bootTime;

    /**
     * Reads the clock.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when it cannot be read
     */
    public BootClock(Kernel kernel) {
        long keeper = timekeeper(kernel);
        StructLayout layout = StructLayout.of(kernel.requireTypes(), "timekeeper");
        bootTime = layout.field("offs_real").read(kernel.memory(), keeper)
                - layout.field("offs_boot").read(kernel.memory(), keeper);
    }

    /**
     * When the kernel booted.
     *
     * @return by the wall clock of now: it moves when that is set
     */
    public Instant booted() {
        return at(0);
    }

    /**
     * The wall clock at a time since boot.
     *
     * @param sinceBoot nanoseconds
     * @return by the wall clock of now
     */
    public Instant at(long sinceBoot) {
        return Instant.ofEpochSecond(0, bootTime + sinceBoot);
    }

    /**
     * Newer kernels keep the clock in {@code struct tk_data}, the first one of an array since there are several; older
     * ones in a structure without a name, beside a copy that is one by itself.
     */
    private static long timekeeper(Kernel kernel) {
        TypeCatalog types = kernel.requireTypes();
        Optional<Long> inside = StructLayout.find(types, "tk_data").map(layout -> layout.offset("timekeeper"));
        List<String> names = inside.isPresent() ? List.of("timekeeper_data", "tk_core") : List.of("shadow_timekeeper");
        return names.stream()
                .map(name -> kernel.symbols().address(name))
                .flatMapToLong(OptionalLong::stream)
                .map(address -> address + inside.orElse(0L))
                .findFirst()
                .orElseThrow(() -> new MissingSymbolException(String.join(" or ", names)));
    }
}
