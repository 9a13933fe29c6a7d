package dev.vmi4j.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static final long SEED = 20_261_124;
    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(64);
    private static final long TOP = 0xffff_ffff_ffff_ffffL;

    @Test
    void additionIsThatOfUnsignedNumbersOrAnError() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long address = random.nextLong() >> random.nextInt(64);
            long distance = random.nextLong() >> random.nextInt(64);
            BigInteger sum = unsigned(address).add(BigInteger.valueOf(distance));
            if (sum.signum() < 0 || sum.compareTo(SPACE) >= 0) {
                assertThatExceptionOfType(ArithmeticException.class)
                        .isThrownBy(() -> Addresses.plus(address, distance));
            } else {
                assertThat(unsigned(Addresses.plus(address, distance)))
                        .as("seed %d: %x + %d", SEED, address, distance)
                        .isEqualTo(sum);
            }
        }
    }

    @Test
    void alignmentIsThatOfUnsignedNumbersOrAnError() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long address = random.nextLong() >> random.nextInt(64);
            long alignment = 1L << random.nextInt(64);
            BigInteger size = unsigned(alignment);
            BigInteger down = unsigned(address).divide(size).multiply(size);
            assertThat(unsigned(Addresses.alignDown(address, alignment))).isEqualTo(down);
            BigInteger up = down.equals(unsigned(address)) ? down : down.add(size);
            if (up.equals(SPACE)) {
                assertThatExceptionOfType(ArithmeticException.class)
                        .isThrownBy(() -> Addresses.alignUp(address, alignment));
            } else {
                assertThat(unsigned(Addresses.alignUp(address, alignment))).isEqualTo(up);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 12, -1, -4096, Long.MAX_VALUE})
    void alignmentsThatAreNoPowersOfTwoAreRefused(long alignment) {
        assertThatIllegalArgumentException().isThrownBy(() -> Addresses.alignDown(0x1234, alignment));
        assertThatIllegalArgumentException().isThrownBy(() -> new Va(0x1234).alignUp(alignment));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "0x1000, 4096",
        "0XfF, 255",
        "'  0x10 ', 16",
        "0xffff_8000_0000_0000, -140737488355328",
        "0xffff8000`00000000, -140737488355328",
        "18446744073709551615, -1",
        "0xffffffffffffffff, -1",
        "9223372036854775808, -9223372036854775808"
    })
    void addressesAreReadAsPeopleWriteThem(String text, long value) {
        assertThat(Addresses.parse(text)).isEqualTo(value);
        assertThat(Va.parse(text)).isEqualTo(new Va(value));
        assertThat(Pa.parse(text)).isEqualTo(new Pa(value));
        assertThat(Gfn.parse(text)).isEqualTo(new Gfn(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0x",
                "x",
                "-1",
                "+1",
                "0x-1",
                "0x+1",
                "ffff",
                "0x1ffffffffffffffff",
                "18446744073709551616",
                "1 2",
                "0x0x1",
                "_",
                "0x_"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Addresses.parse(text));
    }

    @Test
    void addressesCompareUnsignedAndPrintInHex() {
        assertThat(List.of(new Va(TOP), new Va(0), new Va(Long.MIN_VALUE), new Va(5)).stream()
                        .sorted())
                .containsExactly(new Va(0), new Va(5), new Va(Long.MIN_VALUE), new Va(TOP));
        assertThat(new Pa(1)).isLessThan(new Pa(TOP));
        assertThat(new Gfn(1)).isLessThan(new Gfn(TOP));
        assertThat(new Va(0xffff_8880_0000_1000L)).hasToString("0xffff888000001000");
        assertThat(Pa.ZERO).hasToString("0x0");
        assertThat(Gfn.of(0x1f)).hasToString("0x1f");
    }

    @Test
    void distancesAreSignedNearTheWrap() {
        assertThat(Va.of(TOP).minus(Va.of(TOP - 9))).isEqualTo(9);
        assertThat(Va.of(5).minus(Va.of(9))).isEqualTo(-4);
        assertThat(Pa.of(Long.MIN_VALUE).minus(Pa.of(Long.MAX_VALUE))).isEqualTo(1);
        assertThat(Gfn.of(7).minus(Gfn.ZERO)).isEqualTo(7);
    }

    @Test
    void typedArithmeticIsChecked() {
        assertThat(Va.of(TOP).plus(-1)).isEqualTo(Va.of(TOP - 1));
        assertThat(Pa.of(0x1001).alignUp(0x1000)).isEqualTo(Pa.of(0x2000));
        assertThat(Pa.of(0x1fff).alignDown(0x1000)).isEqualTo(Pa.of(0x1000));
        assertThat(Gfn.of(1).plus(2)).isEqualTo(Gfn.of(3));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Va.of(TOP).plus(1));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Pa.ZERO.plus(-1));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Gfn.of(TOP).plus(Long.MAX_VALUE))
                .withMessageContaining("0xffffffffffffffff");
    }

    @Test
    void accessesMoveWithTheirRoot() {
        AddressContext context = new AddressContext(Va.of(0x1000), Pa.of(0x2000));
        assertThat(context.plus(8)).isEqualTo(new AddressContext(Va.of(0x1008), Pa.of(0x2000)));
        assertThat(context.access().plus(-8)).isEqualTo(AccessContext.paging(Va.of(0xff8), Pa.of(0x2000)));
        assertThat(AccessContext.direct(Pa.of(1)).plus(2)).isEqualTo(new AccessContext.Direct(Pa.of(3)));
        assertThat(((AccessContext.Paging) context.access()).addressContext()).isEqualTo(context);
    }

    @Test
    void aMissingRootIsAnErrorThatNamesTheAddress() {
        AccessContext.Paging access =
                (AccessContext.Paging) AccessContext.paging(Va.of(0x1000)).plus(0x234);
        assertThatExceptionOfType(MissingRootException.class)
                .isThrownBy(access::addressContext)
                .withMessageContaining("0x1234")
                .satisfies(e -> assertThat(e.va()).isEqualTo(Va.of(0x1234)));
    }

    @Test
    void smallNumbersAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VcpuId(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new View(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new View(65_536));
        assertThat(new VcpuId(3)).hasToString("vCPU 3").isGreaterThan(VcpuId.FIRST);
        assertThat(new View(65_535)).hasToString("view 65535");
    }

    @Test
    void accessesAreSets() {
        for (int a = 0; a < 8; a++) {
            for (int b = 0; b < 8; b++) {
                assertThat(MemoryAccess.of(a).or(MemoryAccess.of(b))).isEqualTo(new MemoryAccess(a | b));
                assertThat(MemoryAccess.of(a).and(MemoryAccess.of(b))).isEqualTo(new MemoryAccess(a & b));
                assertThat(MemoryAccess.of(a).contains(MemoryAccess.of(b))).isEqualTo((a | b) == a);
            }
        }
        assertThat(List.of(MemoryAccess.NONE, MemoryAccess.R, MemoryAccess.W, MemoryAccess.RW, MemoryAccess.X))
                .map(MemoryAccess::toString)
                .containsExactly("---", "r--", "-w-", "rw-", "--x");
        assertThat(List.of(MemoryAccess.RX, MemoryAccess.WX, MemoryAccess.RWX))
                .map(MemoryAccess::toString)
                .containsExactly("r-x", "-wx", "rwx");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, 16, Integer.MIN_VALUE})
    void otherAccessBitsAreRefused(int bits) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryAccess(bits));
        assertThatIllegalArgumentException().isThrownBy(() -> MemoryAccess.of(bits));
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
