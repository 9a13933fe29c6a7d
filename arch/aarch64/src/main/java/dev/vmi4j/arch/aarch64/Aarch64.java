package dev.vmi4j.arch.aarch64;

import dev.vmi4j.arch.aarch64.event.Aarch64SpecialRegister;
import dev.vmi4j.arch.aarch64.paging.Aarch64Granule;
import dev.vmi4j.arch.aarch64.paging.Aarch64Paging;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;

/** The AArch64 architecture with one of its three granules. */
public final class Aarch64 implements Architecture {
    /** Pages of 4 KiB. */
    public static final Aarch64 GRANULE_4K = new Aarch64(Aarch64Granule.SIZE_4K);
    /** Pages of 16 KiB. */
    public static final Aarch64 GRANULE_16K = new Aarch64(Aarch64Granule.SIZE_16K);
    /** Pages of 64 KiB. */
    public static final Aarch64 GRANULE_64K = new Aarch64(Aarch64Granule.SIZE_64K);

    private static final List<Aarch64SpecialRegister> SPECIAL_REGISTERS = List.of(Aarch64SpecialRegister.values());
    private static final List<Aarch64> ALL = List.of(GRANULE_4K, GRANULE_16K, GRANULE_64K);

    private final Aarch64Granule granule;

    private Aarch64(Aarch64Granule granule) {
        this.granule = granule;
    }

    /**
     * The architecture with a granule.
     *
     * @param granule the granule
     * @return the one of the three
     */
    public static Aarch64 of(Aarch64Granule granule) {
        return switch (granule) {
            case SIZE_4K -> GRANULE_4K;
            case SIZE_16K -> GRANULE_16K;
            case SIZE_64K -> GRANULE_64K;
        };
    }

    /**
     * All three.
     *
     * @return the most likely first
     */
    public static List<Aarch64> all() {
        return ALL;
    }

    /**
     * The granule.
     *
     * @return the size of its pages and tables
     */
    public Aarch64Granule granule() {
        return granule;
    }

    @Override
    public String name() {
        return "aarch64";
    }

    @Override
    public int pageShift() {
        return granule.pageShift();
    }

    /** {@code brk #0}, little-endian. */
    @Override
    public byte[] breakpoint() {
        return new byte[] {0x00, 0x00, 0x20, (byte) 0xd4};
    }

    @Override
    public PagingMode pagingMode() {
        return Aarch64Paging.widest(granule);
    }

    @Override
    public List<PagingMode> pagingModes() {
        return Aarch64Paging.kernelModes(granule);
    }

    @Override
    public PagingMode userPagingMode(PagingMode kernel) {
        return Aarch64Paging.userMode(kernel);
    }

    @Override
    public List<Aarch64PageTableLevel> pageTableLevels() {
        return granule.levels();
    }

    @Override
    public List<Aarch64SpecialRegister> specialRegisters() {
        return SPECIAL_REGISTERS;
    }

    /** The name and the granule. */
    @Override
    public String toString() {
        return name() + " with the " + granule + " granule";
    }
}
