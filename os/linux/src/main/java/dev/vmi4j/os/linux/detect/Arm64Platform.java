package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.WalkLimitException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.PhysicalMap;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Linux on arm64 ({@code Documentation/arch/arm64/memory.rst}): the kernel image lies at a distance of its own from the
 * linear map, which begins the upper half.
 */
public final class Arm64Platform implements LinuxPlatform {
    /** {@code TRAMP_SWAPPER_OFFSET} in pages: {@code tramp_pg_dir}, {@code reserved_pg_dir}, {@code swapper_pg_dir}. */
    private static final int TRAMPOLINE_PAGES = 2;

    /** {@code PTE_PROT_NONE}, until it became {@code PTE_NG} of an entry that is not valid. */
    private static final long PROT_NONE = 1L << 58;

    /** {@code PTE_SPECIAL}. */
    private static final long SPECIAL = 1L << 56;

    /** {@code arch/arm64/include/asm/pgtable.h}, to 6.10. */
    private static final SoftwareBits OWN_BIT = new SoftwareBits(SPECIAL, PROT_NONE, 0, 3, 5);

    /** {@code arch/arm64/include/asm/pgtable.h}, from 6.11 on. */
    private static final SoftwareBits SHARED_BIT = new SoftwareBits(SPECIAL, 1L << 11, 0, 6, 5);

    /** {@code PTE_NG}. */
    private static final long NOT_GLOBAL = 1L << 11;

    /** Made by the service loader. */
    public Arm64Platform() {}

    @Override
    public boolean serves(Architecture architecture) {
        return architecture.name().equals("aarch64");
    }

    @Override
    public OptionalLong physical(Vmcoreinfo info, long va) {
        OptionalLong distance = info.number("kimage_voffset");
        return distance.isPresent() ? OptionalLong.of(va - distance.getAsLong()) : OptionalLong.empty();
    }

    @Override
    public LongStream roots(Vmcoreinfo info) {
        return info.symbol("swapper_pg_dir").stream()
                .flatMap(table -> physical(info, table).stream())
                .filter(root -> root >= 0);
    }

    @Override
    public List<Finding> layout(Vmcoreinfo info) {
        List<Finding> findings = new ArrayList<>();
        info.kernelOffset()
                .ifPresent(slide -> findings.add(new Finding(
                        "kaslr slide",
                        Addresses.hex(slide),
                        "KERNELOFFSET of VMCOREINFO, added to where it was linked")));
        info.number("kimage_voffset")
                .ifPresent(distance -> findings.add(new Finding(
                        "kimage_voffset",
                        Addresses.hex(distance),
                        "NUMBER(kimage_voffset) of VMCOREINFO: what is taken from a kernel image address to get its"
                                + " guest physical address")));
        return findings;
    }

    @Override
    public PhysicalMap physicalMap(Kernel kernel, Vmcoreinfo info) {
        return new PhysicalMap(linearMap(kernel.memory()), pages(kernel.memory(), info));
    }

    @Override
    public List<Finding> memory(Kernel kernel, List<Pa> roots) {
        List<Finding> findings = new ArrayList<>();
        try {
            linearMap(kernel).ifPresent(findings::add);
            findings.add(pageTableIsolation(kernel));
        } catch (VmiException e) {
            findings.add(new Finding("memory layout", "unknown", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    /** Processes keep their tables in user mode: it is the kernel's half that is exchanged for a trampoline. */
    @Override
    public Optional<Pa> userRoot(PhysicalMemory memory, Pa root) {
        return Optional.empty();
    }

    @Override
    public LongStream references(GuestMemory memory, long from, long to) {
        return new Arm64Code(memory).references(from, to);
    }

    /** What {@code PROT_NONE} is made of tells which of the two layouts it is: {@code protection_map[VM_NONE]}. */
    @Override
    public Optional<SoftwareBits> softwareBits(Kernel kernel) {
        OptionalLong protections = kernel.symbols().address("protection_map");
        if (protections.isEmpty()) {
            return Optional.empty();
        }
        long none = kernel.memory().readLong(protections.getAsLong());
        return Optional.of((none & PROT_NONE) != 0 ? OWN_BIT : SHARED_BIT);
    }

    @Override
    public boolean isolates(Kernel kernel) {
        return textLeaf(kernel).map(leaf -> (leaf.entry() & NOT_GLOBAL) != 0).orElse(false);
    }

    private static Optional<Finding> linearMap(Kernel kernel) {
        return kernel.physicalMap().direct().stream()
                .mapToObj(distance -> new Finding(
                        "linear map",
                        Addresses.hex(distance) + " + guest physical address",
                        "the first page of the kernel's half that maps the root table"))
                .findFirst();
    }

    /**
     * The linear map begins at the first address of the kernel's half ({@code PAGE_OFFSET}), less a random distance under
     * KASLR: it is found by the page that maps the root table there.
     */
    private static OptionalLong linearMap(AddressSpace space) {
        long root = space.root().value();
        long first = space.mode().canonical().first();
        try {
            return space.mappings().stream()
                    .takeWhile(mapping -> mapping.va().value() < first / 2)
                    .filter(mapping -> root - mapping.pa().value() >= 0
                            && root - mapping.pa().value() < mapping.size())
                    .mapToLong(mapping -> mapping.va().value() - mapping.pa().value())
                    .findFirst();
        } catch (WalkLimitException _) {
            return OptionalLong.empty();
        }
    }

    /** {@code vmemmap} of {@code arch/arm64/include/asm/pgtable.h}, of a kernel whose VMCOREINFO says where it begins. */
    private static OptionalLong pages(AddressSpace space, Vmcoreinfo info) {
        OptionalLong start = info.number("VMEMMAP_START");
        OptionalLong ram = info.number("PHYS_OFFSET");
        OptionalLong size = info.size("page");
        return start.isPresent() && ram.isPresent() && size.isPresent()
                ? OptionalLong.of(
                        start.getAsLong() - (ram.getAsLong() >> space.mode().pageShift()) * size.getAsLong())
                : OptionalLong.empty();
    }

    /** Where the kernel is unmapped in user mode, none of its pages is global: they would stay in the TLB. */
    private Finding pageTableIsolation(Kernel kernel) {
        if (!isolates(kernel)) {
            return new Finding("kpti", "off", "the kernel's text is mapped as global");
        }
        long trampoline = kernel.memory().root().value()
                - ((long) TRAMPOLINE_PAGES << kernel.memory().mode().pageShift());
        return new Finding(
                "kpti",
                "on",
                "the kernel's text is not mapped as global; in user mode TTBR1 is tramp_pg_dir, at guest physical "
                        + Addresses.hex(trampoline));
    }

    private static Optional<Mapping> textLeaf(Kernel kernel) {
        return kernel.symbols().address("_stext").stream()
                .mapToObj(text -> kernel.memory().walk(new Va(text)).mapping())
                .flatMap(Optional::stream)
                .findFirst();
    }
}
