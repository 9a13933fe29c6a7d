package dev.vmi4j.os.linux.kernel.system;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A tree of claimed addresses: {@code struct resource} with {@code child} and {@code sibling}. The walk visits every
 * resource once, whatever the links say.
 */
public final class Resources {
    private static final int LIMIT = 1 << 20;
    private static final int NAME_LIMIT = 256;

    private final GuestMemory memory;
    private final Layout layout;
    private final TableNotes notes;
    private final List<Resource> found = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private final Deque<Place> pending = new ArrayDeque<>();

    private record Place(long address, int depth) {}

    /** Where the fields lie. */
    record Layout(Field start, Field end, Field name, Field flags, Field sibling, Field child) {
        static Layout of(TypeCatalog types) {
            StructLayout resource = StructLayout.of(types, "resource");
            return new Layout(
                    resource.field("start"),
                    resource.field("end"),
                    resource.field("name"),
                    resource.field("flags"),
                    resource.field("sibling"),
                    resource.field("child"));
        }
    }

    private Resources(GuestMemory memory, Layout layout, TableNotes notes) {
        this.memory = memory;
        this.layout = layout;
        this.notes = notes;
    }

    /**
     * The ranges of guest physical memory.
     *
     * @param kernel the kernel
     * @param notes receives why ranges are missing
     * @return in the order of {@code /proc/iomem}, which is theirs, each before what lies in it
     */
    public static Stream<Resource> memory(Kernel kernel, TableNotes notes) {
        return below(kernel, "iomem_resource", notes);
    }

    /**
     * The ranges of I/O ports.
     *
     * @param kernel the kernel
     * @param notes receives why ranges are missing
     * @return in the order of {@code /proc/ioports}
     */
    public static Stream<Resource> ports(Kernel kernel, TableNotes notes) {
        return below(kernel, "ioport_resource", notes);
    }

    private static Stream<Resource> below(Kernel kernel, String symbol, TableNotes notes) {
        long root = kernel.symbol(symbol).value();
        List<Resource> found = walk(kernel.memory(), Layout.of(kernel.requireTypes()), root, notes);
        if (found.isEmpty()) {
            notes.add("nothing is claimed: " + symbol + " has no child that can be read");
        }
        return found.stream();
    }

    /** All below a root. */
    static List<Resource> walk(GuestMemory memory, Layout layout, long root, TableNotes notes) {
        Resources resources = new Resources(memory, layout, notes);
        resources.seen.add(root);
        resources.follow(layout.child(), root, 0);
        resources.collect();
        return resources.found;
    }

    private void collect() {
        while (!pending.isEmpty()) {
            if (found.size() == LIMIT) {
                notes.add("the tree of resources: stopped after " + LIMIT);
                return;
            }
            Place place = pending.pop();
            follow(layout.sibling(), place.address(), place.depth());
            add(place);
            follow(layout.child(), place.address(), place.depth() + 1);
        }
    }

    private void follow(Field link, long from, int depth) {
        try {
            long to = link.read(memory, from);
            if (to == 0) {
                return;
            }
            if (seen.add(to)) {
                pending.push(new Place(to, depth));
            } else {
                notes.add("the tree of resources: " + Addresses.hex(to) + " was reached twice");
            }
        } catch (VmiException e) {
            notes.add("the tree of resources: the branch below " + Addresses.hex(from) + " is left out: "
                    + e.getMessage());
        }
    }

    private void add(Place place) {
        try {
            found.add(read(place));
        } catch (VmiException e) {
            notes.add("the resource at " + Addresses.hex(place.address()) + " is left out: " + e.getMessage());
        }
    }

    private Resource read(Place place) {
        long name = layout.name().read(memory, place.address());
        return new Resource(
                new Va(place.address()),
                layout.start().read(memory, place.address()),
                layout.end().read(memory, place.address()),
                name == 0 ? "" : memory.readUtf8(name, NAME_LIMIT),
                layout.flags().read(memory, place.address()),
                place.depth());
    }
}
