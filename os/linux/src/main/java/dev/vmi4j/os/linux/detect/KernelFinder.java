package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import dev.vmi4j.symbols.vmcoreinfo.VmcoreinfoCandidate;
import dev.vmi4j.symbols.vmcoreinfo.VmcoreinfoScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Finds a kernel from nothing but memory. Memory holds stale copies of everything, so a VMCOREINFO text counts only when
 * the page tables it names map themselves where it says they are, and show the kernel's release in {@code init_uts_ns}.
 */
public final class KernelFinder {
    /** The order of the text fields of {@code struct new_utsname}: the release is the third. */
    static final int RELEASE = 2;

    /** {@code __NEW_UTS_LEN + 1}. */
    static final int UTS_LENGTH = 65;

    private final PhysicalMemory memory;
    private final List<Architecture> architectures;

    /**
     * Prepares a search.
     *
     * @param memory where to look
     * @param architectures which to consider
     */
    public KernelFinder(PhysicalMemory memory, List<Architecture> architectures) {
        this.memory = memory;
        this.architectures = List.copyOf(architectures);
    }

    /**
     * Looks at one place alone, where an earlier search found the text.
     *
     * @param info where a VMCOREINFO text may begin
     * @return where its kernel is; empty when there is no text or no page tables lead to its kernel
     */
    public Optional<KernelLocation> at(Pa info) {
        return VmcoreinfoScanner.at(memory, info).flatMap(this::prove);
    }

    /**
     * What a search found.
     *
     * @param location the kernel; empty when none is proven
     * @param candidates the VMCOREINFO texts that were looked at
     */
    public record Search(Optional<KernelLocation> location, List<VmcoreinfoCandidate> candidates) {}

    /**
     * Searches memory until a kernel is proven.
     *
     * @return where it is, or every text that did not lead to one
     */
    public Search search() {
        List<KernelLocation> proven = new ArrayList<>();
        List<VmcoreinfoCandidate> candidates = VmcoreinfoScanner.scan(memory, candidate -> {
            prove(candidate).ifPresent(proven::add);
            return !proven.isEmpty();
        });
        return new Search(proven.stream().findFirst(), candidates);
    }

    /**
     * Proves a candidate.
     *
     * @param candidate a VMCOREINFO text and where it lies
     * @return where its kernel is; empty when no page tables lead to it
     */
    public Optional<KernelLocation> prove(VmcoreinfoCandidate candidate) {
        return LinuxPlatform.all().stream()
                .flatMap(platform -> architectures.stream()
                        .filter(platform::serves)
                        .flatMap(architecture -> locations(candidate, platform, architecture)))
                .findFirst();
    }

    private Stream<KernelLocation> locations(
            VmcoreinfoCandidate candidate, LinuxPlatform platform, Architecture architecture) {
        Vmcoreinfo info = candidate.info();
        return platform.roots(info)
                .boxed()
                .flatMap(root -> architecture.pagingModes().stream()
                        .filter(mode -> proves(mode, root, info))
                        .map(mode ->
                                new KernelLocation(architecture, mode, new Pa(root), platform, info, candidate.pa())));
    }

    private boolean proves(PagingMode mode, long root, Vmcoreinfo info) {
        if ((root & mode.rootAlignment() - 1) != 0) {
            return false;
        }
        AddressSpace space = AddressSpace.of(memory, mode, new Pa(root));
        boolean mapsItself = info.symbol("swapper_pg_dir").stream().allMatch(va -> space.lookup(va) == root);
        return mapsItself && nameOffsets(info).anyMatch(offset -> hasRelease(space, info, offset));
    }

    /** Where the names lie in {@code struct uts_namespace}: as stated, else at its start or behind a {@code kref}. */
    static LongStream nameOffsets(Vmcoreinfo info) {
        OptionalLong stated = info.offset("uts_namespace", "name");
        return stated.isPresent() ? stated.stream() : LongStream.of(0, Integer.BYTES);
    }

    /** Whether the release in {@code init_uts_ns}, which is what {@code uname -r} prints, is the stated one. */
    private static boolean hasRelease(GuestMemory space, Vmcoreinfo info, long nameOffset) {
        OptionalLong namespace = info.symbol("init_uts_ns");
        if (namespace.isEmpty()) {
            return false;
        }
        try {
            long release = namespace.getAsLong() + nameOffset + RELEASE * UTS_LENGTH;
            return space.readUtf8(release, UTS_LENGTH).equals(info.osRelease());
        } catch (VmiException _) {
            return false;
        }
    }

    /**
     * Says why none of the candidates counts.
     *
     * @param candidates what was found
     * @return one sentence
     */
    public String explain(List<VmcoreinfoCandidate> candidates) {
        String searched = Addresses.hex(memory.size()) + " bytes of memory";
        if (candidates.isEmpty()) {
            return "no VMCOREINFO text (OSRELEASE=...) of a Linux kernel lies in " + searched;
        }
        String releases = String.join(
                ", ",
                candidates.stream()
                        .map(candidate -> candidate.info().osRelease() + " at " + candidate.pa())
                        .distinct()
                        .toList());
        return "VMCOREINFO texts lie in " + searched + " (" + releases
                + "), but no page tables lead to such a kernel: the image is incomplete, its memory map is not the"
                + " guest's, or the architecture is not supported";
    }
}
