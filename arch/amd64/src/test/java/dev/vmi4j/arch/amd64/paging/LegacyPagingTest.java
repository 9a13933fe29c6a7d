package dev.vmi4j.arch.amd64.paging;

import static dev.vmi4j.core.paging.FaultReason.NOT_CANONICAL;
import static dev.vmi4j.core.paging.FaultReason.NOT_PRESENT;
import static dev.vmi4j.core.paging.FaultReason.RESERVED_BIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.Image;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No paging and 32-bit paging over tables whose entries are written by hand (Intel SDM Vol. 3A, tables 4-3 to 4-6). */
class LegacyPagingTest {
    private static final long KIB4 = 0x1000;
    private static final long MIB4 = 0x40_0000;

    /** Directory at 0x1000, table at 0x2000 for the addresses from 0xc000_0000 on. */
    private static Image tables() {
        return new Image(0x10000).put32(0x1c00, 0x2007).put32(0x2004, 0xdead_b163);
    }

    private static Walks walks(Image image) {
        return new Walks(image, Amd64Paging.LEGACY, 0x1000);
    }

    private static PagingMode width(int bits) {
        return Amd64Paging.of(Amd64PagingKind.LEGACY, Amd64PagingOptions.DEFAULT.withPhysicalWidth(bits));
    }

    @Test
    void withoutPagingAddressesArePhysical() {
        AddressSpace space = AddressSpace.of(
                new Image(0x1000).put32(0x10, 0x1234_5678).memory(),
                Amd64Paging.NONE,
                Amd64Paging.root(Amd64Paging.NONE, 0x5555_5555));
        assertThat(space.readInt(0x10)).isEqualTo(0x1234_5678);
        assertThat(space.lookup(0xffff_ffffL)).isEqualTo(0xffff_ffffL);
        assertThat(space.lookup(0x1_0000_0000L)).isNegative();
        assertThat(space.tryTranslate(new Va(-1L))).isEmpty();
    }

    @Test
    void fourKib() {
        Walks walks = walks(tables());
        walks.leads(0xc000_1abcL, 0xdead_babcL, KIB4);
        walks.allows(0xc000_1abcL, "rwx --- GAD");
    }

    @Test
    void lastEntryOfBothTables() {
        walks(new Image(0x10000).put32(0x1ffc, 0x2007).put32(0x2ffc, 0xffff_f007L))
                .leads(0xffff_ffffL, 0xffff_ffffL, KIB4);
    }

    /** Bits 20 to 13 of the entry are bits 39 to 32 of the address: 0x12 << 13 is 0x24000. */
    @Test
    void fourMibWithHighBitsAndPatBit() {
        Walks walks = walks(tables().put32(0x100c, 0x3440_0000 | 0x24000 | 0x1000 | 0xe7));
        walks.leads(0x00c1_2345L, 0x12_3441_2345L, MIB4);
        walks.allows(0x00c1_2345L, "rwx rwx -AD");
    }

    @Test
    void allHighBits() {
        walks(tables().put32(0x100c, 0xffc0_0000L | 0x1f_e000 | 0x81)).leads(0x00c0_0000L, 0xff_ffc0_0000L, MIB4);
    }

    @Test
    void bit21OfFourMibIsReserved() {
        walks(tables().put32(0x100c, 0x20_0081)).faults(0x00c0_0000L, RESERVED_BIT);
    }

    @ParameterizedTest
    @CsvSource({"36, 16, 17", "36, 13, 21", "39, 19, 20", "40, 20, 21", "52, 20, 21"})
    void widthDecidesWhichHighBitsAreReserved(int width, int good, int bad) {
        new Walks(tables().put32(0x100c, 0x81 | 1L << good), width(width), 0x1000)
                .leads(0x00c0_0000L, 1L << good + 19, MIB4);
        new Walks(tables().put32(0x100c, 0x81 | 1L << bad), width(width), 0x1000).faults(0x00c0_0000L, RESERVED_BIT);
    }

    /** A width of 32 bits is a CPU without PSE-36. */
    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18, 19, 20, 21})
    void without36BitsAllOfThemAreReserved(int bit) {
        new Walks(tables().put32(0x100c, 0x81 | 1L << bit), width(32), 0x1000).faults(0x00c0_0000L, RESERVED_BIT);
    }

    @Test
    void withoutPseThePageSizeBitDoesNotCount() {
        Image image = tables().put32(0x1c00, 0x2087);
        new Walks(image, Amd64Paging.LEGACY_NO_PSE, 0x1000).leads(0xc000_1abcL, 0xdead_babcL, KIB4);
        walks(image).leads(0xc000_1abcL, 0x1_0000_1abcL, MIB4);
    }

    @ParameterizedTest
    @CsvSource({"7, 7, rwx rwx ---", "5, 7, r-x r-x ---", "3, 7, rwx --- ---", "7, 5, r-x r-x ---", "7, 1, r-x --- ---"
    })
    void rightsAreThoseOfBothLevels(int directory, int table, String expected) {
        Image image = tables().put32(0x1c00, 0x2000 | directory).put32(0x2004, 0x5000 | table);
        walks(image).allows(0xc000_1000L, expected);
    }

    @Test
    void addressesAbove32BitsDoNotTranslate() {
        walks(tables()).faults(0x1_c000_1abcL, NOT_CANONICAL);
        walks(tables()).faults(0xffff_ffff_c000_1abcL, NOT_CANONICAL);
    }

    @Test
    void notPresent() {
        walks(tables()).faults(0xc000_2000L, NOT_PRESENT);
        walks(tables()).faults(0, NOT_PRESENT);
    }
}
