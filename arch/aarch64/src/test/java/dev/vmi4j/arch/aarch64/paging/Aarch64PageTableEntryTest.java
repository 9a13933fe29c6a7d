package dev.vmi4j.arch.aarch64.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.arch.aarch64.Aarch64PageTableLevel;
import dev.vmi4j.arch.aarch64.paging.Aarch64PageTableEntry.Kind;
import dev.vmi4j.arch.aarch64.registers.Mair;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.paging.EntryField;
import dev.vmi4j.core.paging.PageAttributes;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.core.paging.PagingMode;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptors: their bits, what they allow, and which options there are. */
class Aarch64PageTableEntryTest {
    private static final PagingMode MODE = mode(Aarch64Granule.SIZE_4K, 48, DescriptorFormat.BITS_48);

    private static PagingMode mode(Aarch64Granule granule, int bits, DescriptorFormat format) {
        return Aarch64Paging.of(Aarch64PagingOptions.of(granule, AddressHalf.UPPER, bits, format));
    }

    private static Aarch64PageTableEntry entry(Aarch64PageTableLevel level, long value) {
        return new Aarch64PageTableEntry(MODE, level, value);
    }

    @Test
    void kinds() {
        assertThat(entry(Aarch64PageTableLevel.LEVEL_0, 0x4100_0003L).kind()).isEqualTo(Kind.TABLE);
        assertThat(entry(Aarch64PageTableLevel.LEVEL_0, 0x4100_0001L).kind()).isEqualTo(Kind.INVALID);
        assertThat(entry(Aarch64PageTableLevel.LEVEL_1, 0x4000_0701L).kind()).isEqualTo(Kind.BLOCK);
        assertThat(entry(Aarch64PageTableLevel.LEVEL_2, 0x4020_0701L).kind()).isEqualTo(Kind.BLOCK);
        assertThat(entry(Aarch64PageTableLevel.LEVEL_3, 0x4020_1703L).kind()).isEqualTo(Kind.PAGE);
        assertThat(entry(Aarch64PageTableLevel.LEVEL_3, 0x4020_1701L).kind()).isEqualTo(Kind.INVALID);
        assertThat(entry(Aarch64PageTableLevel.LEVEL_3, 0x4020_1703L).address()).contains(Pa.of(0x4020_1000));
        assertThat(entry(Aarch64PageTableLevel.LEVEL_1, 0x4100_0003L).address()).contains(Pa.of(0x4100_0000));
        assertThat(entry(Aarch64PageTableLevel.LEVEL_1, 0).address()).isEmpty();
        assertThat(entry(Aarch64PageTableLevel.LEVEL_3, 0x4020_1703L)).hasToString("LEVEL_3 PAGE 0x40201703");
        var step = new PageWalk.Step(Aarch64PageTableLevel.LEVEL_3, 1, Pa.of(0x8), 0x4020_1703L);
        assertThat(Aarch64PageTableEntry.of(MODE, step).value()).isEqualTo(0x4020_1703L);
    }

    @Test
    void bits() {
        bit(0, Aarch64PageTableEntry::valid);
        bit(6, Aarch64PageTableEntry::user);
        bit(7, Aarch64PageTableEntry::readOnly);
        bit(10, Aarch64PageTableEntry::accessed);
        bit(11, Aarch64PageTableEntry::notGlobal);
        bit(16, Aarch64PageTableEntry::noTranslation);
        bit(50, Aarch64PageTableEntry::guarded);
        bit(51, Aarch64PageTableEntry::dirtyModifier);
        bit(52, Aarch64PageTableEntry::contiguous);
        bit(53, Aarch64PageTableEntry::privilegedNoExecute);
        bit(54, Aarch64PageTableEntry::userNoExecute);
        bit(59, Aarch64PageTableEntry::tablePrivilegedNoExecute);
        bit(60, Aarch64PageTableEntry::tableUserNoExecute);
        bit(61, Aarch64PageTableEntry::tableNoUser);
        bit(62, Aarch64PageTableEntry::tableReadOnly);
    }

    private static void bit(int bit, Predicate<Aarch64PageTableEntry> accessor) {
        assertThat(accessor.test(entry(Aarch64PageTableLevel.LEVEL_3, 1L << bit)))
                .as("bit %d", bit)
                .isTrue();
        assertThat(accessor.test(entry(Aarch64PageTableLevel.LEVEL_3, ~(1L << bit))))
                .as("all but %d", bit)
                .isFalse();
    }

    @Test
    void fields() {
        Aarch64PageTableEntry entry = entry(Aarch64PageTableLevel.LEVEL_3, 0x0780_0000_4020_170fL);
        assertThat(entry.attributeIndex()).isEqualTo(3);
        assertThat(entry.attribute(new Mair(0x44L << 24)))
                .hasToString("Normal, inner non-cacheable, outer non-cacheable");
        assertThat(entry.shareability()).contains(3);
        assertThat(entry.software()).isEqualTo(15);
        PagingMode wide = mode(Aarch64Granule.SIZE_4K, 52, DescriptorFormat.BITS_52_LPA2);
        assertThat(new Aarch64PageTableEntry(wide, Aarch64PageTableLevel.LEVEL_3, 0x703).shareability())
                .isEmpty();
        assertThat(MODE.attributeRule().fields().stream().map(EntryField::name))
                .contains("attribute_index", "contiguous", "software");
    }

    @ParameterizedTest
    @CsvSource({
        "SIZE_4K, 0x10000, 0x2000000, 0x1000",
        "SIZE_16K, 0x200000, 0x40000000, 0x4000",
        "SIZE_64K, 0x200000, 0x400000000, 0x10000",
    })
    void runsOfContiguousEntries(Aarch64Granule granule, String pages, String blocks, String page) {
        PagingMode mode = mode(granule, granule == Aarch64Granule.SIZE_64K ? 42 : 47, DescriptorFormat.BITS_48);
        long contiguous = 1L << 52 | 3;
        assertThat(new Aarch64PageTableEntry(mode, Aarch64PageTableLevel.LEVEL_3, contiguous).runSize())
                .isEqualTo(Long.decode(pages));
        assertThat(new Aarch64PageTableEntry(mode, Aarch64PageTableLevel.LEVEL_2, contiguous).runSize())
                .isEqualTo(Long.decode(blocks));
        assertThat(new Aarch64PageTableEntry(mode, Aarch64PageTableLevel.LEVEL_3, 3).runSize())
                .isEqualTo(Long.decode(page));
    }

    /** Both halves of the rights, where the walk contract has them alike. */
    @ParameterizedTest
    @CsvSource({
        // PXN, UXN, AP[2], AP[1]: supervisor, user
        "0, 0, 0, 0, rwx, --x",
        "0, 1, 0, 0, rwx, ---",
        "1, 0, 0, 1, rw-, rwx",
        "0, 0, 0, 1, rw-, rwx",
        "0, 0, 1, 1, r-x, r-x",
        "1, 1, 1, 1, r--, r--",
        "1, 0, 1, 0, r--, --x",
    })
    void rights(int pxn, int uxn, int readOnly, int user, String supervisor, String userMode) {
        long leaf = (long) pxn << 53 | (long) uxn << 54 | (long) readOnly << 7 | (long) user << 6 | 0x403;
        PageAttributes attributes = MODE.attributeRule().attributes(-1, leaf);
        assertThat(attributes.supervisor()).hasToString(supervisor);
        assertThat(attributes.user()).hasToString(userMode);
    }

    @Test
    void tablesRestrictUnlessTheyMayNot() {
        long leaf = 0x443;
        var rule = MODE.attributeRule();
        assertThat(rule.attributes(rule.inherit(-1, 1L << 62), leaf).user()).isEqualTo(MemoryAccess.RX);
        assertThat(rule.attributes(rule.inherit(-1, 1L << 61), leaf).user()).isEqualTo(MemoryAccess.X);
        assertThat(rule.attributes(rule.inherit(-1, 1L << 60), leaf).user()).isEqualTo(MemoryAccess.RW);
        assertThat(rule.attributes(rule.inherit(-1, 1L << 59), 0x403).supervisor())
                .isEqualTo(MemoryAccess.RW);
        var flat = Aarch64Paging.of(
                        Aarch64PagingOptions.of(Aarch64Granule.SIZE_4K, AddressHalf.UPPER, 48, DescriptorFormat.BITS_48)
                                .withHierarchical(false))
                .attributeRule();
        assertThat(flat.attributes(flat.inherit(-1, -1), leaf).user()).isEqualTo(MemoryAccess.RWX);
    }

    @Test
    void rootsAreWithoutAsidAndCnp() {
        assertThat(Aarch64Paging.root(MODE, 0x1234_0000_4157_b001L)).isEqualTo(Pa.of(0x4157_b000));
        PagingMode lpa = mode(Aarch64Granule.SIZE_64K, 52, DescriptorFormat.BITS_52_LPA);
        assertThat(Aarch64Paging.root(lpa, 0x1234_0000_4158_0029L)).isEqualTo(Pa.of(0xa_0000_4158_0000L));
        PagingMode small = mode(Aarch64Granule.SIZE_16K, 48, DescriptorFormat.BITS_48);
        assertThat(Aarch64Paging.root(small, 0x1234_0000_4158_0031L)).isEqualTo(Pa.of(0x4158_0030));
        assertThat(Aarch64Paging.root(Aarch64Paging.off(), -1)).isEqualTo(Pa.ZERO);
    }

    @Test
    void userModesBesideKernelModes() {
        PagingMode user = Aarch64Paging.userMode(MODE);
        assertThat(user).hasToString("4k-48-ttbr0").isSameAs(Aarch64Paging.userMode(user));
        assertThat(user.canonical().accepts(0xab00_0000_1234_0000L)).isTrue();
        assertThat(user.canonical().accepts(0xab80_0000_1234_0000L)).isFalse();
        assertThat(Aarch64Paging.userMode(Aarch64Paging.off())).isSameAs(Aarch64Paging.off());
        assertThat(Aarch64Paging.options(Aarch64Paging.off())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SIZE_4K, 52, BITS_48, 48",
        "SIZE_4K, 48, BITS_52_LPA, 48",
        "SIZE_64K, 48, BITS_52_LPA2, 48",
        "SIZE_4K, 12, BITS_48, 48",
        "SIZE_64K, 16, BITS_48, 48",
        "SIZE_4K, 48, BITS_48, 52",
        "SIZE_4K, 48, BITS_48, 31",
        "SIZE_4K, 53, BITS_52_LPA2, 52",
    })
    void optionsThatDoNotFit(Aarch64Granule granule, int bits, DescriptorFormat format, int physical) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Aarch64PagingOptions(granule, AddressHalf.LOWER, bits, 0, format, physical, true));
    }

    @Test
    void optionsAreChangedByCopy() {
        Aarch64PagingOptions options =
                Aarch64PagingOptions.of(Aarch64Granule.SIZE_4K, AddressHalf.UPPER, 48, DescriptorFormat.BITS_48);
        assertThat(options.withHalf(AddressHalf.LOWER).ignoredBits()).isEqualTo(8);
        assertThat(options.withHalf(AddressHalf.LOWER).withHalf(AddressHalf.UPPER))
                .isEqualTo(options);
        assertThat(options.withIgnoredBits(8).ignoredBits()).isEqualTo(8);
        assertThat(options.withPhysicalBits(40).physicalBits()).isEqualTo(40);
        assertThatIllegalArgumentException().isThrownBy(() -> options.withIgnoredBits(4));
    }
}
