package dev.vmi4j.os.linux.frame;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.DescribesFrames.FrameOwner;
import dev.vmi4j.core.os.DescribesFrames.FrameOwners;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegion;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegions;
import dev.vmi4j.os.linux.kernel.process.FoundTask;
import dev.vmi4j.os.linux.kernel.process.TaskCensus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Tells what frames are used for: the processes whose page tables map a frame, where the kernel's own page tables map it
 * outside of the direct map, and what its {@code struct page} says. Thread-safe.
 */
public final class Frames implements FrameOwners {
    private static final int KERNEL = 0;

    private final Kernel kernel;
    private final TableNotes notes;
    private final ReverseMap map;
    private final List<Owner> owners = new ArrayList<>();
    private final Tasks tasks;
    private final MemoryRegions regions;
    private final Optional<PageUse> uses;
    private final KernelPlaces places;
    private final OptionalLong directMap;
    private final Map<Integer, NavigableMap<Long, MemoryRegion>> regionsOf = new HashMap<>();

    private record Owner(Task task, long pid, String name) {}

    /**
     * Walks the page tables of every process and of the kernel.
     *
     * @param kernel the kernel
     * @param image where its image begins
     * @param imageEnd the address behind its image
     * @param notes receives what could not be followed
     * @throws VmiException when the kernel does not say what is needed
     */
    public Frames(Kernel kernel, long image, long imageEnd, TableNotes notes) {
        this.kernel = kernel;
        this.notes = notes;
        this.map = new ReverseMap(
                kernel.core().memory().ranges(), kernel.core().architecture().pageShift(), notes);
        this.tasks = new Tasks(kernel);
        this.regions = new MemoryRegions(kernel);
        this.uses = uses();
        this.places = new KernelPlaces(kernel, image, imageEnd, notes);
        this.directMap = kernel.physicalMap().direct();
        addKernel();
        TaskCensus.processes(kernel, tasks, notes).map(FoundTask::task).forEach(this::add);
    }

    @Override
    public synchronized List<FrameOwner> of(Pa pa) {
        List<FrameOwner> found = new ArrayList<>();
        map.visit(pa.value(), (space, va) -> {
            if (space != KERNEL) {
                found.add(ofProcess(space, va));
            }
        });
        Optional<FrameOwner> page = ofPage(pa);
        boolean reused =
                page.filter(owner -> !owner.what().equals(PageUse.RESERVED)).isPresent();
        map.visit(pa.value(), (space, va) -> {
            if (space == KERNEL && !(reused && places.isImage(va))) {
                places.name(va).ifPresent(name -> found.add(FrameOwner.ofKernel(new Va(va), name)));
            }
        });
        page.ifPresent(found::add);
        return found;
    }

    private FrameOwner ofProcess(int space, long va) {
        Owner owner = owners.get(space - 1);
        return new FrameOwner(OptionalLong.of(owner.pid()), owner.name(), new Va(va), regionName(space, va));
    }

    private String regionName(int space, long va) {
        var before = regionsOf.computeIfAbsent(space, this::regions).floorEntry(va);
        if (before == null || va >= before.getValue().end().value()) {
            return "no region";
        }
        try {
            return before.getValue().name().orElse("[anonymous]");
        } catch (VmiException e) {
            return "a region whose name cannot be read";
        }
    }

    private NavigableMap<Long, MemoryRegion> regions(int space) {
        NavigableMap<Long, MemoryRegion> found = new TreeMap<>();
        regions.of(owners.get(space - 1).task(), notes)
                .forEach(region -> found.put(region.start().value(), region));
        return found;
    }

    private Optional<FrameOwner> ofPage(Pa pa) {
        Va va = new Va(directMap.isPresent() ? directMap.getAsLong() + pa.value() : 0);
        try {
            return uses.map(use -> FrameOwner.ofKernel(va, use.of(pa.value())));
        } catch (VmiException e) {
            notes.add("the struct page of some frames cannot be read");
            return Optional.empty();
        }
    }

    private Optional<PageUse> uses() {
        try {
            return Optional.of(new PageUse(kernel));
        } catch (VmiException e) {
            notes.add("what the kernel says of each frame is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The direct map shows every frame, which says nothing; the rest of the kernel's half counts. */
    private void addKernel() {
        if (directMap.isEmpty()) {
            notes.add("where the kernel itself sees a frame is left out: it does not say where it maps all of RAM");
            return;
        }
        long ram = directMap.getAsLong();
        long size = kernel.core().memory().ranges().getLast().end();
        try {
            map.add(KERNEL, kernel.memory(), mapping -> {
                long va = mapping.va().value();
                return va < 0 && Long.compareUnsigned(va - ram, size) >= 0 && places.counts(va);
            });
        } catch (VmiException e) {
            notes.add("the kernel's page tables were not searched to the end: " + e.getMessage());
        }
    }

    private void add(Task task) {
        try {
            tasks.living(task).addressSpace().ifPresent(space -> {
                owners.add(new Owner(task, task.tgid(), task.name()));
                map.add(owners.size(), space, mapping -> mapping.va().value() >= 0);
            });
        } catch (VmiException e) {
            notes.add("the page tables of the process at " + task.address() + " were not searched to the end: "
                    + e.getMessage());
        }
    }
}
