package dev.vmi4j.arch.amd64.paging;

import static dev.vmi4j.core.paging.FaultReason.NOT_CANONICAL;
import static dev.vmi4j.core.paging.FaultReason.RESERVED_BIT;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.arch.amd64.Image;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.paging.AddressSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PAE paging over tables whose entries are written by hand (Intel SDM Vol. 3A, tables 4-8 to 4-11). */
class PaePagingTest {
    private static final long NX = 1L << 63;
    private static final long KIB4 = 0x1000;
    private static final long MIB2 = 0x20_0000;

    /** Pointers at 0x1020, directory at 0x2000 for the addresses from 0xc000_0000 on, table at 0x3000. */
    private static Image tables() {
        return new Image(0x10000)
                .put64(0x1038, 0x2001)
                .put64(0x2008, 0x3067)
                .put64(0x3008, NX | 0xf_1234_5027L)
                .put64(0x2010, 0xa_bc40_10e3L);
    }

    private static Walks walks(Image image) {
        return new Walks(image, Amd64Paging.PAE, 0x1020);
    }

    @Test
    void fourKib() {
        walks(tables()).leads(0xc020_1abcL, 0xf_1234_5abcL, KIB4);
        walks(tables()).allows(0xc020_1abcL, "rw- rw- -A-");
    }

    @Test
    void twoMibWithPatBit() {
        walks(tables()).leads(0xc041_2345L, 0xa_bc41_2345L, MIB2);
        walks(tables()).allows(0xc041_2345L, "rwx --- -AD");
    }

    @Test
    void rootMayBeAlignedTo32Bytes() {
        new Walks(tables(), Amd64Paging.PAE, 0x103f).leads(0xc020_1abcL, 0xf_1234_5abcL, KIB4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressSpace.of(tables().memory(), Amd64Paging.PAE, new Pa(0x1010)))
                .withMessageContaining("0x1010")
                .withMessageContaining("0x20");
    }

    @ParameterizedTest
    @CsvSource({"7, 7, rwx rwx ---", "5, 7, r-x r-x ---", "3, 7, rwx --- ---", "7, 3, rwx --- ---", "1, 7, r-x --- ---"
    })
    void pointersHaveNoRights(int directory, int table, String expected) {
        Image image = tables().put64(0x2008, 0x3000 | directory).put64(0x3008, 0x5000 | table);
        walks(image).allows(0xc020_1000L, expected);
    }

    @Test
    void noExecuteOfTheDirectoryCounts() {
        walks(tables().put64(0x2008, NX | 0x3007).put64(0x3008, 0x5007)).allows(0xc020_1000L, "rw- rw- ---");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 8, 52, 55, 62, 63})
    void reservedBitsOfPointers(int bit) {
        walks(tables().put64(0x1038, 0x2001 | 1L << bit)).faults(0xc020_1000L, RESERVED_BIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 9, 10, 11})
    void otherBitsOfPointers(int bit) {
        walks(tables().put64(0x1038, 0x2001 | 1L << bit)).leads(0xc020_1abcL, 0xf_1234_5abcL, KIB4);
    }

    @ParameterizedTest
    @ValueSource(ints = {52, 53, 58, 59, 61, 62})
    void bitsAboveTheAddressAreReserved(int bit) {
        walks(tables().put64(0x2008, 0x3067 | 1L << bit)).faults(0xc020_1000L, RESERVED_BIT);
        walks(tables().put64(0x2010, 0xe3 | 1L << bit)).faults(0xc041_2345L, RESERVED_BIT);
        walks(tables().put64(0x3008, 0x5027 | 1L << bit)).faults(0xc020_1000L, RESERVED_BIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 17, 20})
    void lowAddressBitsOfTwoMibAreReserved(int bit) {
        walks(tables().put64(0x2010, 0xa_bc40_00e3L | 1L << bit)).faults(0xc041_2345L, RESERVED_BIT);
    }

    @Test
    void widthAndNoExecuteAreOptions() {
        Amd64PagingOptions options =
                Amd64PagingOptions.DEFAULT.withPhysicalWidth(36).withNoExecute(false);
        var mode = Amd64Paging.of(Amd64PagingKind.PAE, options);
        new Walks(tables(), mode, 0x1020).faults(0xc020_1000L, RESERVED_BIT);
        new Walks(tables().put64(0x3008, 0xf_1234_5027L), mode, 0x1020).leads(0xc020_1abcL, 0xf_1234_5abcL, KIB4);
        new Walks(tables().put64(0x3008, 0x10_1234_5027L), mode, 0x1020).faults(0xc020_1000L, RESERVED_BIT);
        new Walks(tables().put64(0x1038, 0x10_0000_2001L), mode, 0x1020).faults(0xc020_1000L, RESERVED_BIT);
    }

    @Test
    void encryptionBitIsNoAddressBit() {
        long c = 1L << 47;
        var mode = Amd64Paging.of(Amd64PagingKind.PAE, Amd64PagingOptions.DEFAULT.withEncryptionMask(c));
        Image image = new Image(0x10000)
                .put64(0x1038, c | 0x2001)
                .put64(0x2008, c | 0x3067)
                .put64(0x3008, c | 0x5027);
        new Walks(image, mode, 0x1020).leads(0xc020_1abcL, 0x5abc, KIB4);
    }

    @Test
    void addressesAbove32BitsDoNotTranslate() {
        walks(tables()).faults(0x1_0000_0000L, NOT_CANONICAL);
        walks(tables()).faults(0xffff_ffff_c020_1abcL, NOT_CANONICAL);
    }
}
