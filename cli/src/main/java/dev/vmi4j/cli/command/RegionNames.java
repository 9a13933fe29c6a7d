package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.MemoryRegion;
import dev.vmi4j.core.table.TableNotes;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names the regions of a process, which are read when the first name is asked for. */
final class RegionNames {
    private final GuestProcess process;
    private final TableNotes notes;
    private @Nullable NavigableMap<Long, MemoryRegion> regions;

    RegionNames(GuestProcess process, TableNotes notes) {
        this.process = process;
        this.notes = notes;
    }

    String name(Va va) {
        var region = regions().floorEntry(va.value());
        if (region == null || !MemoryRegion.hasAddress(va).test(region.getValue())) {
            return "no region";
        }
        try {
            return region.getValue().name().orElse("[anonymous]");
        } catch (VmiException e) {
            return "a region whose name cannot be read";
        }
    }

    private NavigableMap<Long, MemoryRegion> regions() {
        NavigableMap<Long, MemoryRegion> known = regions;
        if (known == null) {
            NavigableMap<Long, MemoryRegion> found = new TreeMap<>();
            process.regions(notes).forEach(region -> found.put(region.start().value(), region));
            known = found;
            regions = found;
        }
        return known;
    }
}
