package dev.vmi4j.arch.amd64.paging;

import static dev.vmi4j.core.paging.FaultReason.MISSING_TABLE;
import static dev.vmi4j.core.paging.FaultReason.NOT_CANONICAL;
import static dev.vmi4j.core.paging.FaultReason.NOT_PRESENT;
import static dev.vmi4j.core.paging.FaultReason.RESERVED_BIT;

import dev.vmi4j.arch.amd64.Image;
import dev.vmi4j.core.paging.PagingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 4-level and 5-level paging over tables whose entries are written by hand (Intel SDM Vol. 3A, tables 4-13 to 4-20). */
class LongModePagingTest {
    private static final long NX = 1L << 63;
    private static final long KIB4 = 0x1000;
    private static final long MIB2 = 0x20_0000;
    private static final long GIB1 = 0x4000_0000;

    /** PML4 at 0x1000, PDPT at 0x2000, PD at 0x3000, PT at 0x4000; each leads on at index 1. */
    private static Image tables() {
        return new Image(0x10000).put64(0x1008, 0x2007).put64(0x2008, 0x3007).put64(0x3008, 0x4007);
    }

    private static Walks walks(Image image) {
        return new Walks(image, Amd64Paging.FOUR_LEVEL, 0x1000);
    }

    private static Walks walks(Image image, Amd64PagingOptions options) {
        return new Walks(image, Amd64Paging.of(Amd64PagingKind.FOUR_LEVEL, options), 0x1000);
    }

    @Test
    void fourKib() {
        Walks walks = walks(tables().put64(0x4008, NX | 0xdead163));
        walks.leads(0x80_4020_1abcL, 0xdeadabcL, KIB4);
        walks.allows(0x80_4020_1abcL, "rw- --- GAD");
    }

    @Test
    void twoMibWithPatBit() {
        Walks walks = walks(tables().put64(0x3010, 0x1_2340_10e7L));
        walks.leads(0x80_4041_2345L, 0x1_2341_2345L, MIB2);
        walks.allows(0x80_4041_2345L, "rwx rwx -AD");
    }

    @Test
    void oneGibWithPatBit() {
        Walks walks = walks(tables().put64(0x2010, 0x5_4000_10a5L));
        walks.leads(0x80_9234_5678L, 0x5_5234_5678L, GIB1);
        walks.allows(0x80_9234_5678L, "r-x r-x -A-");
    }

    @Test
    void upperHalf() {
        Image image = tables().put64(0x1ff8, 0x2003).put64(0x2ff8, 0x3003).put64(0x3ff8, 0x4003);
        walks(image.put64(0x4ff8, 0x7003)).leads(0xffff_ffff_ffff_ffffL, 0x7fffL, KIB4);
    }

    @Test
    void addressBitsReach52() {
        Walks walks = walks(tables().put64(0x4008, 0x000f_ffff_ffff_f001L));
        walks.leads(0x80_4020_1001L, 0x000f_ffff_ffff_f001L, KIB4);
    }

    @Test
    void ignoredBitsAndProtectionKeysDoNotMatter() {
        walks(tables().put64(0x4008, 0x7ff0_0000_0000_5e01L)).leads(0x80_4020_1000L, 0x5000, KIB4);
    }

    /** The PAT bit of a 4 KiB page is bit 7, the page-size bit of the levels above. */
    @Test
    void bit7OfTheLowestLevelIsNoSize() {
        walks(tables().put64(0x4008, 0x5081)).leads(0x80_4020_1000L, 0x5000, KIB4);
    }

    @ParameterizedTest
    @CsvSource({
        // PML4E, PDPTE, PDE, PTE without their addresses; rights of the supervisor and of user mode
        "7, 7, 7, 7, rwx rwx ---",
        "7, 7, 7, 5, r-x r-x ---",
        "7, 7, 5, 7, r-x r-x ---",
        "7, 5, 7, 7, r-x r-x ---",
        "5, 7, 7, 7, r-x r-x ---",
        "7, 7, 7, 3, rwx --- ---",
        "7, 7, 3, 7, rwx --- ---",
        "7, 3, 7, 7, rwx --- ---",
        "3, 7, 7, 7, rwx --- ---",
        "3, 5, 7, 7, r-x --- ---",
        "8000000000000007, 7, 7, 7, rw- rw- ---",
        "7, 8000000000000007, 7, 7, rw- rw- ---",
        "7, 7, 8000000000000007, 7, rw- rw- ---",
        "7, 7, 7, 8000000000000007, rw- rw- ---",
        "8000000000000001, 7, 7, 7, r-- --- ---",
        "127, 127, 127, 7, rwx rwx ---",
        "7, 7, 7, 127, rwx rwx GA-",
        "7, 7, 7, 47, rwx rwx --D",
    })
    void rightsAreThoseOfAllLevels(String pml4, String pdpt, String pd, String pt, String expected) {
        Image image = new Image(0x10000)
                .put64(0x1008, 0x2000 | hex(pml4))
                .put64(0x2008, 0x3000 | hex(pdpt))
                .put64(0x3008, 0x4000 | hex(pd))
                .put64(0x4008, 0x5000 | hex(pt));
        walks(image).allows(0x80_4020_1000L, expected);
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }

    @Test
    void pageSizeInPml4IsReserved() {
        walks(tables().put64(0x1008, 0x2087)).faults(0x80_4020_1000L, RESERVED_BIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18, 19, 20})
    void lowAddressBitsOfTwoMibAreReserved(int bit) {
        walks(tables().put64(0x3010, 0x1_2340_00e7L | 1L << bit)).faults(0x80_4041_2345L, RESERVED_BIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 20, 21, 25, 28, 29})
    void lowAddressBitsOfOneGibAreReserved(int bit) {
        walks(tables().put64(0x2010, 0x5_4000_00a5L | 1L << bit)).faults(0x80_9234_5678L, RESERVED_BIT);
    }

    @Test
    void pageSizeInPdptIsReservedWithoutGigabytePages() {
        Image image = tables().put64(0x2010, 0x5_4000_00a5L);
        walks(image, Amd64PagingOptions.DEFAULT.withGigabytePages(false)).faults(0x80_9234_5678L, RESERVED_BIT);
    }

    @Test
    void bit63IsReservedWithoutNxe() {
        Amd64PagingOptions options = Amd64PagingOptions.DEFAULT.withNoExecute(false);
        walks(tables().put64(0x4008, NX | 0x5003), options).faults(0x80_4020_1000L, RESERVED_BIT);
        walks(tables().put64(0x1008, NX | 0x2007), options).faults(0x80_4020_1000L, RESERVED_BIT);
        walks(tables().put64(0x4008, 0x5003), options).allows(0x80_4020_1000L, "rwx --- ---");
    }

    @Test
    void addressBitsBeyondTheWidthAreReserved() {
        Amd64PagingOptions options = Amd64PagingOptions.DEFAULT.withPhysicalWidth(40);
        walks(tables().put64(0x4008, 0xff_ffff_f003L), options).leads(0x80_4020_1000L, 0xff_ffff_f000L, KIB4);
        for (int bit = 40; bit < 52; bit++) {
            walks(tables().put64(0x4008, 0x5003 | 1L << bit), options).faults(0x80_4020_1000L, RESERVED_BIT);
            walks(tables().put64(0x3010, 0xe3 | 1L << bit), options).faults(0x80_4041_2345L, RESERVED_BIT);
            walks(tables().put64(0x1008, 0x2007 | 1L << bit), options).faults(0x80_4020_1000L, RESERVED_BIT);
        }
    }

    /** SEV with the C-bit at 47 and five address bits less, as on the first EPYC (AMD APM Vol. 2, section 15.34.6). */
    @Test
    void encryptionBitIsNoAddressBit() {
        long c = 1L << 47;
        Amd64PagingOptions options =
                Amd64PagingOptions.DEFAULT.withPhysicalWidth(43).withEncryptionMask(c);
        Image image = new Image(0x10000)
                .put64(0x1008, c | 0x2007)
                .put64(0x2008, c | 0x3007)
                .put64(0x3008, c | 0x4007)
                .put64(0x4008, c | 0x5003)
                .put64(0x4010, 0x6003)
                .put64(0x4018, 1L << 46 | 0x6003)
                .put64(0x3010, c | 0x1_2340_00e7L)
                .put64(0x2010, c | 0x5_4000_00a5L);
        PagingMode mode = Amd64Paging.of(Amd64PagingKind.FOUR_LEVEL, options);
        Walks walks = new Walks(image, mode, c | 0x1000);
        walks.leads(0x80_4020_1abcL, 0x5abc, KIB4);
        walks.leads(0x80_4020_2abcL, 0x6abc, KIB4);
        walks.leads(0x80_4041_2345L, 0x1_2341_2345L, MIB2);
        walks.leads(0x80_9234_5678L, 0x5_5234_5678L, GIB1);
        walks.faults(0x80_4020_3000L, RESERVED_BIT);
        walks(image).faults(0x80_4020_1abcL, MISSING_TABLE);
    }

    @Test
    void notPresent() {
        Walks walks = walks(tables());
        walks.faults(0x80_4020_1000L, NOT_PRESENT);
        walks.faults(0x80_4040_0000L, NOT_PRESENT);
        walks.faults(0x80_8000_0000L, NOT_PRESENT);
        walks.faults(0, NOT_PRESENT);
    }

    @Test
    void notPresentBeatsReservedBits() {
        walks(tables().put64(0x1008, 0x2086)).faults(0x80_4020_1000L, NOT_PRESENT);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0x0000_8000_0000_0000L,
                0xffff_7fff_ffff_ffffL,
                0x0001_0000_0000_0000L,
                0x8000_0000_0000_0000L,
                0x7fff_ffff_ffff_ffffL
            })
    void notCanonicalIn48Bits(long va) {
        walks(tables()).faults(va, NOT_CANONICAL);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0x0100_0000_0000_0000L, 0xfeff_ffff_ffff_ffffL, 0x8000_0000_0000_0000L, 0x7fff_ffff_ffff_ffffL})
    void notCanonicalIn57Bits(long va) {
        new Walks(tables(), Amd64Paging.FIVE_LEVEL, 0x1000).faults(va, NOT_CANONICAL);
    }

    @Test
    void fiveLevels() {
        // PML5 at 0x7000: index 2 is bit 49, index 0x1ff the top of the upper half
        Image image = tables().put64(0x7010, 0x1007).put64(0x7ff8, NX | 0x1005).put64(0x4008, 0x9067);
        Walks walks = new Walks(image, Amd64Paging.FIVE_LEVEL, 0x7000);
        walks.leads(0x0002_0080_4020_1abcL, 0x9abc, KIB4);
        walks.allows(0x0002_0080_4020_1abcL, "rwx rwx -AD");
        walks.leads(0xffff_0080_4020_1abcL, 0x9abc, KIB4);
        walks.allows(0xffff_0080_4020_1abcL, "r-- r-- -AD");
        walks.faults(0x00ff_ffff_ffff_ffffL, NOT_PRESENT);
        walks.faults(0xff00_0000_0000_0000L, NOT_PRESENT);
    }

    @Test
    void largePagesUnderFiveLevels() {
        Image image =
                tables().put64(0x7010, 0x1007).put64(0x3010, 0x1_2340_10e7L).put64(0x2010, 0x5_4000_10a5L);
        Walks walks = new Walks(image, Amd64Paging.FIVE_LEVEL, 0x7000);
        walks.leads(0x0002_0080_4041_2345L, 0x1_2341_2345L, MIB2);
        walks.leads(0x0002_0080_9234_5678L, 0x5_5234_5678L, GIB1);
    }

    @Test
    void pageSizeInPml5IsReserved() {
        Image image = tables().put64(0x7010, 0x1087).put64(0x4008, 0x9067);
        new Walks(image, Amd64Paging.FIVE_LEVEL, 0x7000).faults(0x0002_0080_4020_1000L, RESERVED_BIT);
    }
}
