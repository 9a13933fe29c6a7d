package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.symbols.vmcoreinfo.VmcoreinfoCandidate;
import dev.vmi4j.symbols.vmcoreinfo.VmcoreinfoScanner;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where the RAM in a raw copy lies: all of it from some address on, or with the hole below 4 GiB that a PC with much
 * memory leaves to its devices. A layout counts when the kernel is proven with the copy laid out so, and one with a hole,
 * or without one where there is room for it, when the kernel's direct map ends where the copy does.
 */
public final class LayoutFinder {
    private final PhysicalMemory memory;
    private final List<Architecture> architectures;
    private final SavedLocation saved;
    private final DeviceHoles holes;

    /** A kernel that is proven where the copy is laid out in a way. */
    private record Proof(List<MemoryRange> layout, PhysicalMemory laidOut, KernelLocation kernel) {
        /** Whether the kernel's memory ends where the copy does. */
        boolean isWhole(DeviceHoles holes) {
            AddressSpace space = AddressSpace.of(laidOut, kernel.mode(), kernel.root());
            return holes.isEnd(layout.getLast(), new DirectMap(space).end());
        }

        /** Where the text about the kernel lies, which was found in the copy as it is. */
        Pa infoAddress() {
            long offset = kernel.infoAddress().value();
            for (MemoryRange range : layout) {
                if (offset < range.size()) {
                    return new Pa(range.start() + offset);
                }
                offset -= range.size();
            }
            throw new IllegalStateException(kernel.infoAddress() + " lies beyond the copy");
        }
    }

    /**
     * Prepares a search.
     *
     * @param memory the copy, from address 0 on
     * @param architectures which to consider
     * @param saved takes the place of the kernel that is found, so that it need not be searched again
     */
    public LayoutFinder(PhysicalMemory memory, List<Architecture> architectures, SavedLocation saved) {
        this(memory, architectures, saved, DeviceHoles.PC);
    }

    LayoutFinder(PhysicalMemory memory, List<Architecture> architectures, SavedLocation saved, DeviceHoles holes) {
        this.memory = memory;
        this.architectures = List.copyOf(architectures);
        this.saved = saved;
        this.holes = holes;
    }

    /**
     * Searches.
     *
     * @return the guest physical ranges that the copy holds one after the other; empty when no kernel says so, or all of
     *     it lies right from 0 on
     */
    public List<MemoryRange> find() {
        MemorySegment copy = memory.slice(0);
        if (copy.byteSize() != memory.size()) {
            return List.of();
        }
        List<MemoryRange> unmoved = from(0);
        Optional<Proof> proof = search(copy, unmoved);
        proof.ifPresent(found -> saved.save(found.infoAddress()));
        return proof.map(Proof::layout)
                .filter(layout -> !layout.equals(unmoved))
                .orElse(List.of());
    }

    private Optional<Proof> search(MemorySegment copy, List<MemoryRange> unmoved) {
        List<Proof> proofs = new ArrayList<>();
        List<VmcoreinfoCandidate> candidates = VmcoreinfoScanner.scan(memory, candidate -> {
            prove(List.of(candidate), copy, unmoved).ifPresent(proofs::add);
            return proofs.stream().findFirst().filter(this::isSettled).isPresent();
        });
        Optional<Proof> asItIs = proofs.stream().findFirst();
        if (asItIs.filter(this::isSettled).isPresent()) {
            return asItIs;
        }
        return holes.layouts(memory.size())
                .flatMap(layout -> prove(candidates, copy, layout).stream())
                .filter(proof -> proof.isWhole(holes))
                .findFirst()
                .or(() -> asItIs)
                .or(() -> moved(candidates, copy));
    }

    private boolean isSettled(Proof proof) {
        return !holes.arePossible(memory.size()) || proof.isWhole(holes);
    }

    private Optional<Proof> moved(List<VmcoreinfoCandidate> candidates, MemorySegment copy) {
        BaseFinder bases = new BaseFinder(memory, architectures);
        return candidates.stream()
                .flatMap(candidate -> bases.find(candidate.info())
                        .filter(base -> base + memory.size() > 0)
                        .boxed()
                        .flatMap(base -> prove(List.of(candidate), copy, from(base)).stream()))
                .findFirst();
    }

    private List<MemoryRange> from(long base) {
        return List.of(new MemoryRange(base, memory.size()));
    }

    private Optional<Proof> prove(List<VmcoreinfoCandidate> candidates, MemorySegment copy, List<MemoryRange> layout) {
        PhysicalMemory laidOut = laidOut(copy, layout);
        KernelFinder finder = new KernelFinder(laidOut, architectures);
        return candidates.stream()
                .flatMap(candidate -> finder.prove(candidate).stream())
                .findFirst()
                .map(kernel -> new Proof(layout, laidOut, kernel));
    }

    private static PhysicalMemory laidOut(MemorySegment copy, List<MemoryRange> layout) {
        List<MemoryRun> runs = new ArrayList<>();
        long offset = 0;
        for (MemoryRange range : layout) {
            runs.add(new MemoryRun(range.start(), copy.asSlice(offset, range.size())));
            offset += range.size();
        }
        return PhysicalMemory.mapped(runs);
    }
}
