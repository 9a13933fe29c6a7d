package dev.vmi4j.os.linux.kernel.system;

import dev.vmi4j.core.address.Va;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A claimed range of addresses, {@code struct resource}.
 *
 * @param address where its structure lies
 * @param start first address or port
 * @param end last address or port
 * @param name who claims it, empty when it has none
 * @param flags {@code resource.flags}
 * @param depth how many ranges lie around it, the root not counted
 */
public record Resource(Va address, long start, long end, String name, long flags, int depth) {
    private static final Map<Long, String> FLAGS = Map.ofEntries(
            Map.entry(0x100L, "IO"),
            Map.entry(0x200L, "MEM"),
            Map.entry(0x2000L, "PREFETCH"),
            Map.entry(0x4000L, "READONLY"),
            Map.entry(0x20_0000L, "WINDOW"),
            Map.entry(0x40_0000L, "MUXED"),
            Map.entry(0x10_0000L, "MEM_64"),
            Map.entry(0x800_0000L, "EXCLUSIVE"),
            Map.entry(0x1000_0000L, "DISABLED"),
            Map.entry(0x2000_0000L, "UNSET"),
            Map.entry(0x4000_0000L, "AUTO"),
            Map.entry(0x8000_0000L, "BUSY"));

    /** {@code IORESOURCE_SYSRAM}, which has a meaning for memory alone. */
    private static final long SYSTEM_RAM = 0x100_0000;

    private static final long MEMORY = 0x200;

    /**
     * The names of its flags.
     *
     * @return the {@code IORESOURCE_} constants that are set and known, without that prefix, from the lowest bit
     */
    public List<String> flagNames() {
        List<String> names = new ArrayList<>();
        for (long rest = flags; rest != 0; rest &= rest - 1) {
            long bit = Long.lowestOneBit(rest);
            if (bit == SYSTEM_RAM && (flags & MEMORY) != 0) {
                names.add("SYSRAM");
            } else if (FLAGS.containsKey(bit)) {
                names.add(FLAGS.get(bit));
            }
        }
        return names;
    }
}
