package dev.vmi4j.arch.aarch64.paging;

import dev.vmi4j.arch.aarch64.Aarch64PageTableLevel;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.paging.CanonicalRule;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * AArch64's paging modes as values: VMSAv8-64, stage 1 (Arm ARM, D8.2 and D8.3). Each half of the address space has a
 * mode of its own. The same options give the same instance, so that everything made for a mode serves all who ask for it.
 */
public final class Aarch64Paging {
    private static final Map<Aarch64PagingOptions, PagingMode> MODES = new ConcurrentHashMap<>();
    private static final Map<PagingMode, Aarch64PagingOptions> OPTIONS = new ConcurrentHashMap<>();

    /** Bits 5 to 2 of a TTBR are bits 51 to 48 of the address where that has 52 bits. */
    private static final long ROOT_HIGH = Bits.range(2, 6);

    private static final int ROOT_HIGH_SHIFT = 46;
    private static final long WIDE_ROOT_ALIGNMENT = 64;

    private static final PagingMode OFF = new PagingMode(
            "off", List.of(), Long.BYTES, 12, 1, CanonicalRule.zeroExtended(52, 8), Aarch64AttributeRule.HIERARCHICAL);

    private Aarch64Paging() {}

    /**
     * The mode that options describe.
     *
     * @param options the options
     * @return the shared mode
     */
    public static PagingMode of(Aarch64PagingOptions options) {
        return MODES.computeIfAbsent(options, Aarch64Paging::make);
    }

    /**
     * The mode without translation: SCTLR_EL1.M is clear.
     *
     * @return the shared mode
     */
    public static PagingMode off() {
        return OFF;
    }

    /**
     * What a mode was made from.
     *
     * @param mode a mode
     * @return empty for one of another architecture, and for the mode without translation
     */
    public static Optional<Aarch64PagingOptions> options(PagingMode mode) {
        return Optional.ofNullable(OPTIONS.get(mode));
    }

    /**
     * The modes of TTBR1 that kernels use with a granule.
     *
     * @param granule the granule
     * @return the most likely first
     */
    public static List<PagingMode> kernelModes(Aarch64Granule granule) {
        return switch (granule) {
            case SIZE_4K -> modes(granule, DescriptorFormat.BITS_52_LPA2, 48, 39);
            case SIZE_16K -> modes(granule, DescriptorFormat.BITS_52_LPA2, 48, 47, 36);
            case SIZE_64K -> modes(granule, DescriptorFormat.BITS_52_LPA, 48, 42);
        };
    }

    /**
     * The mode with the most levels.
     *
     * @param granule the granule
     * @return 52-bit addresses
     */
    public static PagingMode widest(Aarch64Granule granule) {
        return kernelModes(granule).getLast();
    }

    /**
     * The mode of TTBR0 beside one of TTBR1.
     *
     * @param kernel a mode of this class
     * @return with as many address bits and the same descriptors; the same mode when it was not made here
     */
    public static PagingMode userMode(PagingMode kernel) {
        return options(kernel)
                .map(options -> of(options.withHalf(AddressHalf.LOWER)))
                .orElse(kernel);
    }

    /**
     * The translation root in a value of TTBR0_EL1 or TTBR1_EL1, without ASID and CnP.
     *
     * @param mode a mode of this class
     * @param ttbr the raw value
     * @return guest physical address of the root table; 0 without translation
     */
    public static Pa root(PagingMode mode, long ttbr) {
        if (mode.levels().isEmpty()) {
            return Pa.ZERO;
        }
        long base = ttbr & Bits.range(1, 48) & -mode.rootAlignment();
        boolean wide = options(mode)
                .map(options -> options.format() != DescriptorFormat.BITS_48)
                .orElse(false);
        return new Pa(wide ? base | (ttbr & ROOT_HIGH) << ROOT_HIGH_SHIFT : base);
    }

    private static List<PagingMode> modes(Aarch64Granule granule, DescriptorFormat wide, int... bits) {
        Stream<PagingMode> narrow = java.util.Arrays.stream(bits)
                .mapToObj(count ->
                        of(Aarch64PagingOptions.of(granule, AddressHalf.UPPER, count, DescriptorFormat.BITS_48)));
        return Stream.concat(narrow, Stream.of(of(Aarch64PagingOptions.of(granule, AddressHalf.UPPER, 52, wide))))
                .toList();
    }

    private static PagingMode make(Aarch64PagingOptions options) {
        List<LevelLayout> levels = options.granule().levels().stream()
                .filter(level -> options.granule().shift(level) < options.addressBits())
                .map(level -> layout(options, level))
                .toList();
        PagingMode mode = new PagingMode(
                name(options),
                levels,
                Long.BYTES,
                options.granule().pageShift(),
                rootAlignment(options, levels.getFirst()),
                canonical(options),
                options.hierarchical() ? Aarch64AttributeRule.HIERARCHICAL : Aarch64AttributeRule.LEAVES_ALONE);
        OPTIONS.put(mode, options);
        return mode;
    }

    private static String name(Aarch64PagingOptions options) {
        return options.granule().toString().toLowerCase(java.util.Locale.ROOT) + "-" + options.addressBits() + "-"
                + options.half().register();
    }

    private static long rootAlignment(Aarch64PagingOptions options, LevelLayout root) {
        long size = (long) root.entries() * Long.BYTES;
        return options.format() == DescriptorFormat.BITS_48 ? size : Math.max(size, WIDE_ROOT_ALIGNMENT);
    }

    private static CanonicalRule canonical(Aarch64PagingOptions options) {
        return switch (options.half()) {
            case LOWER -> CanonicalRule.zeroExtended(options.addressBits(), options.ignoredBits());
            case UPPER -> CanonicalRule.oneExtended(options.addressBits(), options.ignoredBits());
        };
    }

    private static LevelLayout layout(Aarch64PagingOptions options, Aarch64PageTableLevel level) {
        Aarch64Granule granule = options.granule();
        int shift = granule.shift(level);
        int indexBits = Math.min(granule.indexBits(), options.addressBits() - shift);
        boolean last = level == Aarch64PageTableLevel.LEVEL_3;
        boolean leaves = granule.hasLeaves(level, options.format());
        boolean blocks = leaves && !last;
        HighBits high = HighBits.of(options.format());
        return new LevelLayout(
                level,
                shift,
                indexBits,
                blocks ? Bits.VALID : Bits.VALID | Bits.TABLE_OR_PAGE,
                reserved(options),
                leafTest(last, blocks),
                blocks ? Bits.TABLE_OR_PAGE : 0,
                0,
                Bits.range(granule.pageShift(), high.lowEnd),
                leaves ? Bits.range(shift, high.lowEnd) : 0,
                last ? 0 : high.mask,
                leaves ? high.mask : 0,
                high.shift);
    }

    private static long leafTest(boolean last, boolean blocks) {
        if (last) {
            return Bits.VALID | Bits.TABLE_OR_PAGE;
        }
        return blocks ? Bits.TABLE_OR_PAGE : 0;
    }

    /** Address bits beyond the physical width: an address size fault. */
    private static long reserved(Aarch64PagingOptions options) {
        HighBits high = HighBits.of(options.format());
        long low = Bits.range(options.physicalBits(), high.lowEnd);
        long upper = Bits.range(Math.max(options.physicalBits(), high.lowEnd), 52) >>> high.shift;
        return low | (high.mask == 0 ? 0 : upper);
    }

    /** Which bits of a descriptor become high address bits, how far up they go, and where the plain ones end. */
    private enum HighBits {
        NONE(0, 0, 48),
        LPA(Bits.range(12, 16), 36, 48),
        LPA2(Bits.range(8, 10), 42, 50);

        private final long mask;
        private final int shift;
        private final int lowEnd;

        HighBits(long mask, int shift, int lowEnd) {
            this.mask = mask;
            this.shift = shift;
            this.lowEnd = lowEnd;
        }

        static HighBits of(DescriptorFormat format) {
            return switch (format) {
                case BITS_48 -> NONE;
                case BITS_52_LPA -> LPA;
                case BITS_52_LPA2 -> LPA2;
            };
        }
    }
}
