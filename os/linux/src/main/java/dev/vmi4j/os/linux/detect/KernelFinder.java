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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a kernel from nothing but memory. Memory holds stale copies of everything, so a VMCOREINFO text counts only when
 * the page tables it names map themselves where it says they are, and show the kernel's release in {@code init_uts_ns}.
 */
public final class KernelFinder {
    /** The order of the text fields of {@code struct new_utsname}: the release is the third. */
    private static final int RELEASE = 2;

    /** {@code __NEW_UTS_LEN + 1}. */
    private static final int UTS_LENGTH = 65;

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
     * The kernels that an earlier search found, or a fresh one.
     *
     * @return every VMCOREINFO text in memory
     */
    public List<VmcoreinfoCandidate> candidates() {
        return VmcoreinfoScanner.scan(memory);
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
        return mapsItself
                && release(space, info).filter(info.osRelease()::equals).isPresent();
    }

    /** The release in {@code init_uts_ns}, which is what {@code uname -r} prints. */
    private static Optional<String> release(GuestMemory space, Vmcoreinfo info) {
        if (info.symbol("init_uts_ns").isEmpty()) {
            return Optional.empty();
        }
        long name = info.symbol("init_uts_ns").getAsLong()
                + info.offset("uts_namespace", "name").orElse(0);
        try {
            return Optional.of(space.readUtf8(name + RELEASE * UTS_LENGTH, UTS_LENGTH));
        } catch (VmiException _) {
            return Optional.empty();
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
                + "), but no page tables lead to such a kernel: the image is incomplete, its memory map is not the guest's,"
                + " or the architecture is not supported";
    }
}
