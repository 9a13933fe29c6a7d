package dev.vmi4j.arch.amd64.paging;

import dev.vmi4j.arch.amd64.Amd64PageTableLevel;
import dev.vmi4j.arch.amd64.registers.Cr0;
import dev.vmi4j.arch.amd64.registers.Cr4;
import dev.vmi4j.arch.amd64.registers.Efer;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.paging.CanonicalRule;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * AMD64's paging modes as values (Intel SDM Vol. 3A, sections 4.3 to 4.5; AMD APM Vol. 2, chapter 5). The same inputs
 * give the same instance, so that everything made for a mode serves all who ask for it.
 */
public final class Amd64Paging {
    private record Key(Amd64PagingKind kind, Amd64PagingOptions options) {}

    private static final Map<Key, PagingMode> MODES = new ConcurrentHashMap<>();

    /** No paging: addresses below 4 GiB are physical addresses. */
    public static final PagingMode NONE = of(Amd64PagingKind.NONE);
    /** Legacy 32-bit paging without large pages. */
    public static final PagingMode LEGACY_NO_PSE = of(Amd64PagingKind.LEGACY_NO_PSE);
    /** Legacy 32-bit paging with pages of 4 MiB. */
    public static final PagingMode LEGACY = of(Amd64PagingKind.LEGACY);
    /** PAE paging with the default options. */
    public static final PagingMode PAE = of(Amd64PagingKind.PAE);
    /** 4-level paging with the default options. */
    public static final PagingMode FOUR_LEVEL = of(Amd64PagingKind.FOUR_LEVEL);
    /** 5-level paging with the default options. */
    public static final PagingMode FIVE_LEVEL = of(Amd64PagingKind.FIVE_LEVEL);

    private Amd64Paging() {}

    /**
     * The mode that registers put in force, with the default options otherwise.
     *
     * @param cr0 CR0
     * @param cr4 CR4
     * @param efer EFER
     * @return the shared mode
     */
    public static PagingMode of(Cr0 cr0, Cr4 cr4, Efer efer) {
        return of(cr0, cr4, efer, Amd64PagingOptions.DEFAULT);
    }

    /**
     * The mode that registers put in force.
     *
     * @param cr0 CR0
     * @param cr4 CR4
     * @param efer EFER, whose NXE takes the place of the option
     * @param options what the registers do not tell
     * @return the shared mode
     */
    public static PagingMode of(Cr0 cr0, Cr4 cr4, Efer efer, Amd64PagingOptions options) {
        return of(Amd64PagingKind.of(cr0, cr4, efer), options.withNoExecute(efer.nxe()));
    }

    /**
     * The mode of a kind, with the default options.
     *
     * @param kind the kind
     * @return the shared mode
     */
    public static PagingMode of(Amd64PagingKind kind) {
        return of(kind, Amd64PagingOptions.DEFAULT);
    }

    /**
     * The mode of a kind.
     *
     * @param kind the kind
     * @param options what it depends on beside its kind; those without a meaning for the kind are passed over
     * @return the shared mode
     */
    public static PagingMode of(Amd64PagingKind kind, Amd64PagingOptions options) {
        return MODES.computeIfAbsent(new Key(kind, relevant(kind, options)), key -> make(key.kind(), key.options()));
    }

    /**
     * The translation root in a value of CR3, without PCID, cache control, LAM and encryption bits.
     *
     * @param mode a mode of this class
     * @param cr3 the raw value
     * @return guest physical address of the root table; 0 without paging
     */
    public static Pa root(PagingMode mode, long cr3) {
        if (mode.levels().isEmpty()) {
            return Pa.ZERO;
        }
        boolean legacy = mode.canonical().bits() == 32;
        return new Pa(cr3
                & (legacy
                        ? 0x1_0000_0000L - mode.rootAlignment()
                        : mode.levels().getFirst().table()));
    }

    /** Options with those that have no meaning for a kind made alike. */
    private static Amd64PagingOptions relevant(Amd64PagingKind kind, Amd64PagingOptions options) {
        return switch (kind) {
            case NONE, LEGACY_NO_PSE -> Amd64PagingOptions.DEFAULT;
            case LEGACY -> Amd64PagingOptions.DEFAULT.withPhysicalWidth(Math.min(options.physicalWidth(), 40));
            case PAE -> options.withGigabytePages(true);
            case FOUR_LEVEL, FIVE_LEVEL -> options;
        };
    }

    private static PagingMode make(Amd64PagingKind kind, Amd64PagingOptions options) {
        return switch (kind) {
            case NONE -> legacy("none", List.of(), 1);
            case LEGACY_NO_PSE -> legacy("legacy-no-pse", List.of(directory(), legacyTable()), 0x1000);
            case LEGACY -> legacy("legacy", List.of(directory(options.physicalWidth()), legacyTable()), 0x1000);
            case PAE -> pae(options);
            case FOUR_LEVEL -> longMode("4-level", 48, fourLevels(options));
            case FIVE_LEVEL -> longMode("5-level", 57, fiveLevels(options));
        };
    }

    private static PagingMode legacy(String name, List<LevelLayout> levels, long rootAlignment) {
        CanonicalRule low = CanonicalRule.zeroExtended(32, 0);
        return new PagingMode(name, levels, 4, 12, rootAlignment, low, Amd64AttributeRule.EVERY_LEVEL);
    }

    private static PagingMode pae(Amd64PagingOptions options) {
        CanonicalRule low = CanonicalRule.zeroExtended(32, 0);
        long reserved = options.reserved() | Bits.range(52, 63);
        List<LevelLayout> levels = List.of(
                paePointers(options),
                new Level(Amd64PageTableLevel.PD, 21, 9, reserved, options.address()).tablesAndPages(),
                new Level(Amd64PageTableLevel.PT, 12, 9, reserved, options.address()).pages());
        return new PagingMode("pae", levels, 8, 12, 32, low, Amd64AttributeRule.BELOW_ROOT);
    }

    /**
     * The PDPTE of PAE: reserved are bits 1, 2, 5 to 8 and all above the address (Intel SDM Vol. 3A, table 4-8). Bit 5 is
     * let pass all the same: QEMU's emulation marks these entries accessed, as it does all others.
     */
    private static LevelLayout paePointers(Amd64PagingOptions options) {
        long high = Bits.range(options.physicalWidth(), 64) & ~options.encryptionMask();
        long reserved = Bits.range(1, 3) | Bits.range(6, 9) | high;
        return new Level(Amd64PageTableLevel.PDPT, 30, 2, reserved, options.address()).tables();
    }

    private static PagingMode longMode(String name, int bits, List<LevelLayout> levels) {
        CanonicalRule signed = CanonicalRule.signExtended(bits);
        return new PagingMode(name, levels, 8, 12, 0x1000, signed, Amd64AttributeRule.EVERY_LEVEL);
    }

    private static List<LevelLayout> fourLevels(Amd64PagingOptions options) {
        Level pointers = level(Amd64PageTableLevel.PDPT, 30, options);
        return List.of(
                level(Amd64PageTableLevel.PML4, 39, options).tablesWithoutSize(),
                options.gigabytePages() ? pointers.tablesAndPages() : pointers.tablesWithoutSize(),
                level(Amd64PageTableLevel.PD, 21, options).tablesAndPages(),
                level(Amd64PageTableLevel.PT, 12, options).pages());
    }

    private static List<LevelLayout> fiveLevels(Amd64PagingOptions options) {
        List<LevelLayout> lower = fourLevels(options);
        LevelLayout top = level(Amd64PageTableLevel.PML5, 48, options).tablesWithoutSize();
        return List.of(top, lower.get(0), lower.get(1), lower.get(2), lower.get(3));
    }

    private static Level level(Amd64PageTableLevel level, int shift, Amd64PagingOptions options) {
        return new Level(level, shift, 9, options.reserved(), options.address());
    }

    private static LevelLayout directory() {
        return new Level(Amd64PageTableLevel.PD, 22, 10, 0, Bits.range(12, 32)).tables();
    }

    /** The PDE of 32-bit paging with CR4.PSE: bits 13 on of a 4 MiB page are address bits 32 on (SDM table 4-4). */
    private static LevelLayout directory(int physicalWidth) {
        int end = 13 + physicalWidth - 32;
        return new LevelLayout(
                Amd64PageTableLevel.PD,
                22,
                10,
                Bits.PRESENT,
                0,
                Bits.PAGE_SIZE,
                0,
                Bits.range(end, 22),
                Bits.range(12, 32),
                Bits.range(22, 32),
                0,
                Bits.range(13, end),
                19);
    }

    private static LevelLayout legacyTable() {
        return new Level(Amd64PageTableLevel.PT, 12, 10, 0, Bits.range(12, 32)).pages();
    }

    /** What the levels of AMD64 have in common. */
    private record Level(Amd64PageTableLevel level, int shift, int indexBits, long reserved, long address) {
        LevelLayout tables() {
            return layout(reserved, 0);
        }

        /** A level where the page-size bit is reserved. */
        LevelLayout tablesWithoutSize() {
            return layout(reserved | Bits.PAGE_SIZE, 0);
        }

        /** A level where the page-size bit makes a page; bit 12 of such an entry is the PAT bit. */
        LevelLayout tablesAndPages() {
            return layout(reserved, Bits.PAGE_SIZE);
        }

        LevelLayout pages() {
            return layout(reserved, Bits.PRESENT);
        }

        private LevelLayout layout(long mustBeClear, long leafTest) {
            long low = leafTest == 0 ? 0 : Bits.range(13, shift);
            long page = leafTest == 0 ? 0 : address & -1L << shift;
            return new LevelLayout(
                    level, shift, indexBits, Bits.PRESENT, mustBeClear, leafTest, 0, low, address, page, 0, 0, 0);
        }
    }
}
