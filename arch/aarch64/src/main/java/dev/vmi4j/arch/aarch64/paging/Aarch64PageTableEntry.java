package dev.vmi4j.arch.aarch64.paging;

import dev.vmi4j.arch.aarch64.registers.Mair;
import dev.vmi4j.arch.aarch64.registers.MemoryAttribute;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.PageTableLevel;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.core.paging.PagingMode;
import java.util.Optional;

/**
 * A descriptor with names for its bits (Arm ARM, D8.3). These are the bits of this descriptor alone; what all levels
 * together allow is in {@link dev.vmi4j.core.paging.PageAttributes}.
 *
 * @param mode the paging mode
 * @param level the level of its table
 * @param value the raw descriptor
 */
public record Aarch64PageTableEntry(PagingMode mode, PageTableLevel level, long value) {
    /** How many entries with the contiguous bit share a TLB entry, by granule: at level 3 and at level 2. */
    private static final int[][] RUNS = {{16, 16}, {128, 32}, {32, 32}};

    /**
     * The entry that a walk read.
     *
     * @param mode the paging mode of the walk
     * @param step a step of the walk
     * @return the entry
     */
    public static Aarch64PageTableEntry of(PagingMode mode, PageWalk.Step step) {
        return new Aarch64PageTableEntry(mode, step.level(), step.entry());
    }

    /**
     * What kind of descriptor it is.
     *
     * @return by bits 1 and 0 and the level
     */
    public Kind kind() {
        LevelLayout layout = layout();
        if (!layout.isPresent(value)) {
            return Kind.INVALID;
        }
        if (!layout.isLeaf(value)) {
            return Kind.TABLE;
        }
        return layout.shift() == mode.pageShift() ? Kind.PAGE : Kind.BLOCK;
    }

    /** The kinds of descriptors. */
    public enum Kind {
        /** Maps nothing. */
        INVALID,
        /** Leads to a table. */
        TABLE,
        /** Maps memory above the lowest level. */
        BLOCK,
        /** Maps a page. */
        PAGE
    }

    /**
     * Whether it is valid; when clear no other bit has a meaning.
     *
     * @return bit 0
     */
    public boolean valid() {
        return (value & 1) != 0;
    }

    /**
     * Whether EL0 may access the page.
     *
     * @return bit 6, AP[1]
     */
    public boolean user() {
        return (value >>> 6 & 1) != 0;
    }

    /**
     * Whether the page may not be written.
     *
     * @return bit 7, AP[2]
     */
    public boolean readOnly() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * Whether the page was accessed.
     *
     * @return bit 10, AF
     */
    public boolean accessed() {
        return (value >>> 10 & 1) != 0;
    }

    /**
     * Whether the translation holds for one address space identifier alone.
     *
     * @return bit 11, nG
     */
    public boolean notGlobal() {
        return (value >>> 11 & 1) != 0;
    }

    /**
     * Whether a block is being changed and may not be cached as one.
     *
     * @return bit 16, nT
     */
    public boolean noTranslation() {
        return (value >>> 16 & 1) != 0;
    }

    /**
     * Whether indirect branches into the page must land on BTI.
     *
     * @return bit 50, GP
     */
    public boolean guarded() {
        return (value >>> 50 & 1) != 0;
    }

    /**
     * Whether hardware may make the page writable when it is written.
     *
     * @return bit 51, DBM
     */
    public boolean dirtyModifier() {
        return (value >>> 51 & 1) != 0;
    }

    /**
     * Whether it is one of a run of entries that may share a TLB entry.
     *
     * @return bit 52, Contiguous
     */
    public boolean contiguous() {
        return (value >>> 52 & 1) != 0;
    }

    /**
     * Whether EL1 may not execute from the page.
     *
     * @return bit 53, PXN
     */
    public boolean privilegedNoExecute() {
        return (value >>> 53 & 1) != 0;
    }

    /**
     * Whether EL0 may not execute from the page.
     *
     * @return bit 54, UXN
     */
    public boolean userNoExecute() {
        return (value >>> 54 & 1) != 0;
    }

    /**
     * Whether a table forbids EL1 to execute from what lies below.
     *
     * @return bit 59, PXNTable
     */
    public boolean tablePrivilegedNoExecute() {
        return (value >>> 59 & 1) != 0;
    }

    /**
     * Whether a table forbids EL0 to execute from what lies below.
     *
     * @return bit 60, UXNTable
     */
    public boolean tableUserNoExecute() {
        return (value >>> 60 & 1) != 0;
    }

    /**
     * Whether a table closes what lies below to EL0.
     *
     * @return bit 61, APTable[0]
     */
    public boolean tableNoUser() {
        return (value >>> 61 & 1) != 0;
    }

    /**
     * Whether a table forbids writing what lies below.
     *
     * @return bit 62, APTable[1]
     */
    public boolean tableReadOnly() {
        return (value >>> 62 & 1) != 0;
    }

    /**
     * Which attribute of MAIR_EL1 the memory has.
     *
     * @return bits 4 to 2, AttrIndx
     */
    public int attributeIndex() {
        return (int) (value >>> 2 & 7);
    }

    /**
     * The attribute of the memory.
     *
     * @param mair MAIR_EL1
     * @return what AttrIndx points to
     */
    public MemoryAttribute attribute(Mair mair) {
        return mair.attribute(attributeIndex());
    }

    /**
     * Shareability.
     *
     * @return bits 9 and 8, SH: 0 none, 2 outer, 3 inner; empty where they are address bits
     */
    public Optional<Integer> shareability() {
        boolean address = Aarch64Paging.options(mode)
                .map(options -> options.format() == DescriptorFormat.BITS_52_LPA2)
                .orElse(false);
        return address ? Optional.empty() : Optional.of((int) (value >>> 8 & 3));
    }

    /**
     * What the hardware leaves to the kernel.
     *
     * @return bits 58 to 55
     */
    public int software() {
        return (int) (value >>> 55 & 0xf);
    }

    /**
     * The size of the run that this entry is one of.
     *
     * @return in bytes; that of the page or block itself without the contiguous bit
     */
    public long runSize() {
        long size = layout().size();
        if (!contiguous()) {
            return size;
        }
        int granule = (mode.pageShift() - 12) / 2;
        return size * RUNS[granule][layout().shift() == mode.pageShift() ? 0 : 1];
    }

    /**
     * The address it holds: of the next table, or of the page or block.
     *
     * @return guest physical address; empty when it is invalid
     */
    public Optional<Pa> address() {
        return switch (kind()) {
            case INVALID -> Optional.empty();
            case TABLE -> Optional.of(new Pa(layout().tableAddress(value)));
            case BLOCK, PAGE -> Optional.of(new Pa(layout().leafAddress(value)));
        };
    }

    private LevelLayout layout() {
        return mode.layout(level);
    }

    /** The level, the kind and the raw value. */
    @Override
    public String toString() {
        return level.name() + " " + kind() + " " + Addresses.hex(value);
    }
}
