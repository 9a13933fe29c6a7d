package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.PhysicalMap;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Linux on x86, 64 and 32 bits ({@code Documentation/arch/x86/x86_64/mm.rst}). */
public final class X86Platform implements LinuxPlatform {
    /** {@code __START_KERNEL_map}: where the 64-bit kernel image is mapped. */
    private static final long KERNEL_MAP = 0xffff_ffff_8000_0000L;

    /** Where the text of a 64-bit kernel lies without KASLR. */
    private static final long LINKED_TEXT = KERNEL_MAP + 0x100_0000;

    /** The values of {@code PAGE_OFFSET} that a 32-bit kernel can be built with. */
    private static final long[] PAGE_OFFSETS = {0xc000_0000L, 0xb000_0000L, 0x8000_0000L, 0x7800_0000L, 0x4000_0000L};

    /** Of entries of 8 bytes: {@code pgtable_types.h}, {@code pgtable_64.h} and {@code pgtable-3level.h} of x86. */
    private static final SoftwareBits BITS_64 = new SoftwareBits(1 << 9, 1 << 8, -1, 59, 5);

    /** The same of entries of 4 bytes, in which nothing is turned round ({@code pgtable-2level.h}). */
    private static final SoftwareBits BITS_32 = new SoftwareBits(1 << 9, 1 << 8, 0, 1, 5);

    private static final long PRESENT = 1;
    private static final long ADDRESS = 0x000f_ffff_ffff_f000L;
    private static final int HALF = 256;
    private static final long PAGE = 4096;

    /** Made by the service loader. */
    public X86Platform() {}

    @Override
    public boolean serves(Architecture architecture) {
        return architecture.name().equals("amd64");
    }

    @Override
    public LongStream roots(Vmcoreinfo info) {
        OptionalLong table = info.symbol("swapper_pg_dir");
        if (table.isEmpty()) {
            return LongStream.empty();
        }
        long va = table.getAsLong();
        if (Long.compareUnsigned(va, KERNEL_MAP) >= 0) {
            return LongStream.of(va - KERNEL_MAP + info.number("phys_base").orElse(0));
        }
        return LongStream.of(PAGE_OFFSETS).map(offset -> va - offset).filter(pa -> pa >= 0);
    }

    @Override
    public OptionalLong physical(Vmcoreinfo info, long va) {
        OptionalLong base = info.number("phys_base");
        return base.isPresent() && Long.compareUnsigned(va, KERNEL_MAP) >= 0
                ? OptionalLong.of(va - KERNEL_MAP + base.getAsLong())
                : OptionalLong.empty();
    }

    @Override
    public List<Finding> layout(Vmcoreinfo info) {
        List<Finding> findings = new ArrayList<>();
        slide(info).ifPresent(findings::add);
        info.number("phys_base")
                .ifPresent(base -> findings.add(new Finding(
                        "phys_base",
                        Addresses.hex(base),
                        "NUMBER(phys_base) of VMCOREINFO: what is added to a kernel image address less "
                                + Addresses.hex(KERNEL_MAP) + " to get its guest physical address")));
        return findings;
    }

    /** The direct map begins at {@code page_offset_base}; it counts when it shows the root table at its place. */
    @Override
    public PhysicalMap physicalMap(Kernel kernel, Vmcoreinfo info) {
        long root = kernel.memory().root().value();
        OptionalLong sparse = pointer(kernel, "vmemmap_base");
        return new PhysicalMap(
                pointer(kernel, "page_offset_base").stream()
                        .filter(base -> kernel.memory().lookup(base + root) == root)
                        .findFirst(),
                sparse.isPresent() ? sparse : pointer(kernel, "mem_map"));
    }

    private static OptionalLong pointer(Kernel kernel, String name) {
        int size = kernel.pointerSize();
        return kernel.symbols().address(name).stream()
                .filter(address -> kernel.memory().readable(address, size) == size)
                .map(address -> kernel.memory().readUnsigned(address, size))
                .findFirst();
    }

    @Override
    public List<Finding> memory(Kernel kernel, List<Pa> roots) {
        List<Finding> findings = new ArrayList<>();
        try {
            directMap(kernel).ifPresent(findings::add);
            findings.add(pageTableIsolation(kernel, roots));
        } catch (VmiException e) {
            findings.add(new Finding("memory layout", "unknown", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    @Override
    public Optional<Pa> userRoot(PhysicalMemory memory, Pa root) {
        return hasShadow(memory, root.value()) ? Optional.of(new Pa(root.value() + PAGE)) : Optional.empty();
    }

    @Override
    public Optional<SoftwareBits> softwareBits(Kernel kernel) {
        return Optional.of(kernel.memory().mode().entrySize() == Long.BYTES ? BITS_64 : BITS_32);
    }

    /** The tables of processes tell. */
    @Override
    public boolean isolates(Kernel kernel) {
        return false;
    }

    private static Optional<Finding> slide(Vmcoreinfo info) {
        OptionalLong text = info.symbol("_stext");
        if (text.isEmpty() || Long.compareUnsigned(text.getAsLong(), KERNEL_MAP) < 0) {
            return Optional.empty();
        }
        long slide = text.getAsLong() - LINKED_TEXT;
        return Optional.of(new Finding(
                "kaslr slide",
                Addresses.hex(slide),
                "SYMBOL(_stext) of VMCOREINFO is " + Addresses.hex(text.getAsLong()) + ", linked at "
                        + Addresses.hex(LINKED_TEXT)));
    }

    private static Optional<Finding> directMap(Kernel kernel) {
        return kernel.physicalMap().direct().stream()
                .mapToObj(base -> new Finding(
                        "direct map",
                        Addresses.hex(base),
                        "the kernel's page_offset_base; the page tables map their own root there"))
                .findFirst();
    }

    /**
     * Under page table isolation each process has a second root table, one page above the kernel's, with the same user
     * half and an almost empty kernel half.
     */
    private static Finding pageTableIsolation(Kernel kernel, List<Pa> roots) {
        PhysicalMemory memory = kernel.core().memory();
        String how = "the page above the root table of each of " + roots.size() + " processes ";
        if (roots.isEmpty()) {
            return new Finding("kpti", "unknown", "no process with page tables of its own was found")
                    .lacking(
                            "the page tables with which processes run in user mode cannot be told from those of the kernel",
                            "see what is missing of the kernel's symbols and types");
        }
        boolean isolated = roots.stream().allMatch(root -> hasShadow(memory, root.value()));
        return new Finding(
                "kpti",
                isolated ? "on" : "off",
                how + (isolated ? "repeats its user half and leaves out the kernel" : "is no second root table"));
    }

    private static boolean hasShadow(PhysicalMemory memory, long root) {
        int user = 0;
        for (int i = 0; i < HALF; i++) {
            long entry = memory.readLong(root + 8L * i);
            long shadow = memory.readLong(root + PAGE + 8L * i);
            if ((entry & (ADDRESS | PRESENT)) != (shadow & (ADDRESS | PRESENT))) {
                return false;
            }
            user += (int) (entry & PRESENT);
        }
        return user > 0 && kernelEntries(memory, root + PAGE) < kernelEntries(memory, root);
    }

    private static long kernelEntries(PhysicalMemory memory, long table) {
        return LongStream.range(HALF, 2L * HALF)
                .filter(i -> (memory.readLong(table + 8 * i) & PRESENT) != 0)
                .count();
    }
}
