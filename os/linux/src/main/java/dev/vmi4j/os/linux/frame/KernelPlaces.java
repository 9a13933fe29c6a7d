package dev.vmi4j.os.linux.frame;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.module.LoadedModule;
import dev.vmi4j.os.linux.kernel.module.Modules;
import dev.vmi4j.symbols.NearestSymbol;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Names addresses of the kernel's half: a symbol of its image, a module, or memory that it mapped for itself. */
final class KernelPlaces {
    private static final long LARGE_PAGE = 2 << 20;
    private static final long FAR = 1 << 20;

    private final Kernel kernel;
    private final NavigableMap<Long, Place> modules = new TreeMap<>();
    private final long image;
    private final long imageEnd;
    private final long pages;

    private record Place(long end, String name) {}

    KernelPlaces(Kernel kernel, long image, long imageEnd, TableNotes notes) {
        this.kernel = kernel;
        this.image = image;
        this.imageEnd = imageEnd;
        this.pages = kernel.physicalMap().pages().orElse(0);
        try {
            new Modules(kernel).all(notes).forEach(module -> add(module, notes));
        } catch (VmiException e) {
            notes.add("modules are not named: " + e.getMessage());
        }
    }

    /**
     * Whether an address lies in the kernel's image. Parts of it that are needed no longer are given away while it stays
     * mapped: their frames are not reserved any more.
     */
    boolean isImage(long va) {
        return Long.compareUnsigned(va, image) >= 0 && Long.compareUnsigned(va, imageEnd) < 0;
    }

    /**
     * Whether an address is worth noting: not those of the array of {@code struct page}, which shows every frame, nor of
     * what lies above it beside the image and modules, such as the areas of CPUs and the fixed mappings.
     */
    boolean counts(long va) {
        return isBelowPages(va) || isNearImage(va) || module(va).isPresent();
    }

    /** Empty for what large pages show of the memory beside the image. */
    Optional<String> name(long va) {
        if (isImage(va)) {
            return Optional.of("kernel " + symbol(va));
        }
        Optional<String> own = module(va).map(name -> "module " + name);
        return own.isPresent() || isNearImage(va) || !isBelowPages(va) ? own : Optional.of("vmalloc");
    }

    /** On both architectures {@code vmalloc} lies between the direct map and the array of {@code struct page}. */
    private boolean isBelowPages(long va) {
        return Long.compareUnsigned(va, pages) < 0;
    }

    private boolean isNearImage(long va) {
        return va - image >= -LARGE_PAGE && va - imageEnd < LARGE_PAGE;
    }

    private Optional<String> module(long va) {
        Map.Entry<Long, Place> module = modules.floorEntry(va);
        return module != null && va < module.getValue().end()
                ? Optional.of(module.getValue().name())
                : Optional.empty();
    }

    /** Of a kernel that lists functions alone few symbols name data; none that lies far before does. */
    private String symbol(long va) {
        return kernel.symbols()
                .nearest(va)
                .filter(nearest -> nearest.offset() < FAR)
                .map(NearestSymbol::toString)
                .orElse("image");
    }

    private void add(LoadedModule module, TableNotes notes) {
        try {
            module.areas()
                    .forEach(area -> modules.put(
                            area.base().value(), new Place(area.base().value() + area.size(), module.name())));
        } catch (VmiException e) {
            notes.add("the module at " + module.address() + " is not named: " + e.getMessage());
        }
    }
}
