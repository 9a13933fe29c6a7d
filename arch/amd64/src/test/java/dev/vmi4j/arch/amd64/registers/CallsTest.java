package dev.vmi4j.arch.amd64.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.arch.amd64.Image;
import dev.vmi4j.arch.amd64.paging.Amd64PagingOptions;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CallsTest {
    private static final Amd64Registers IDLE = Amd64Notes.registers(List.of(Notes.qemu(Notes.bytes(Notes.QEMU_64))))
            .orElseThrow();

    /** Every register holds a value that is its number in both halves; RSP is the top of the stack. */
    private static final Amd64GeneralPurpose NUMBERED = Amd64GeneralPurpose.of(IntStream.range(0, 16)
                    .mapToLong(number -> number << 8 | (long) number << 40)
                    .toArray())
            .with(Gpr.RSP, 0x5000);

    private static final Amd64Registers WIDE =
            IDLE.withControl(IDLE.control().withCr3(new Cr3(0x1000))).withGeneralPurpose(NUMBERED);

    /** A stack page at 0x5000 with the return address, then 64-bit slots. */
    private final PhysicalMemory memory = new Image(0x10000)
            .put64(0x1000, 0x2003)
            .put64(0x2000, 0x3003)
            .put64(0x3000, 0x4003)
            .put64(0x4028, 0x6003)
            .put64(0x6000, 0xaaaa_aaaa_bbbb_bbbbL)
            .put64(0x6008, 0x1111_1111_2222_2222L)
            .put64(0x6010, 0x3333_3333_4444_4444L)
            .memory();

    private static Amd64Registers narrow() {
        SegmentRegister cs = SegmentRegister.of(new Selector(0x23), 0, 0xffff_ffffL, new SegmentAttributes(0xc0fb));
        SegmentRegister ss = SegmentRegister.of(new Selector(0x2b), 0, 0xffff_ffffL, new SegmentAttributes(0xc0f3));
        return WIDE.withSegments(WIDE.segments().withCs(cs).withSs(ss));
    }

    private long[] arguments(Amd64Registers registers, CallingConvention convention, int count) {
        return IntStream.range(0, count)
                .mapToLong(index -> registers.argument(convention, index, memory))
                .toArray();
    }

    private static long wide(Gpr register) {
        return NUMBERED.get(register);
    }

    private static long low(Gpr register) {
        return NUMBERED.get(register) & 0xffff_ffffL;
    }

    @Test
    void functionsOf64BitsTakeSixInRegistersAndTheRestAboveTheReturnAddress() {
        long[] expected = {
            wide(Gpr.RDI),
            wide(Gpr.RSI),
            wide(Gpr.RDX),
            wide(Gpr.RCX),
            wide(Gpr.R8),
            wide(Gpr.R9),
            0x1111_1111_2222_2222L,
            0x3333_3333_4444_4444L
        };
        assertThat(arguments(WIDE, CallingConvention.SYSTEM_V, 8)).isEqualTo(expected);
        assertThat(arguments(WIDE, CallingConvention.LINUX_KERNEL, 8)).isEqualTo(expected);
    }

    @Test
    void functionsOf32BitsTakeAllFromTheStackAndThoseOfTheKernelThreeInRegisters() {
        assertThat(arguments(narrow(), CallingConvention.SYSTEM_V, 3))
                .containsExactly(0xaaaa_aaaaL, 0x2222_2222L, 0x1111_1111L);
        assertThat(arguments(narrow(), CallingConvention.LINUX_KERNEL, 5))
                .containsExactly(low(Gpr.RAX), low(Gpr.RDX), low(Gpr.RCX), 0xaaaa_aaaaL, 0x2222_2222L);
    }

    @Test
    void systemCallsTakeSixInRegistersAndNoMore() {
        assertThat(arguments(WIDE, CallingConvention.LINUX_SYSCALL, 6))
                .containsExactly(
                        wide(Gpr.RDI), wide(Gpr.RSI), wide(Gpr.RDX), wide(Gpr.R10), wide(Gpr.R8), wide(Gpr.R9));
        assertThat(arguments(narrow(), CallingConvention.LINUX_SYSCALL, 6))
                .containsExactly(low(Gpr.RBX), low(Gpr.RCX), low(Gpr.RDX), low(Gpr.RSI), low(Gpr.RDI), low(Gpr.RBP));
        assertThatThrownBy(() -> WIDE.argument(CallingConvention.LINUX_SYSCALL, 6, memory))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> WIDE.argument(CallingConvention.SYSTEM_V, -1, memory))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theRegistersThatMayLeadToACpusData() {
        Amd64Registers registers = WIDE.withMsr(Msr.GS_BASE, 0x10)
                .withMsr(Msr.KERNEL_GS_BASE, 0x20)
                .withMsr(Msr.FS_BASE, 0x30);
        assertThat(registers.perCpuCandidates()).containsExactly(0x10L, 0x20L, 0x30L);
    }

    /** As {@code ret} does: the return address is taken from the stack, by the width of the code. */
    @Test
    void aFunctionReturnedAtOnce() {
        Amd64Registers wide = WIDE.returned(memory);
        assertThat(wide.rip()).isEqualTo(0xaaaa_aaaa_bbbb_bbbbL);
        assertThat(wide.gpr()).isEqualTo(NUMBERED.with(Gpr.RSP, 0x5008));
        Amd64Registers narrow = narrow().returned(memory);
        assertThat(narrow.rip()).isEqualTo(0xbbbb_bbbbL);
        assertThat(narrow.gpr()).isEqualTo(NUMBERED.with(Gpr.RSP, 0x5004));
    }

    @Test
    void anArgumentInARegisterIsReplaced() {
        assertThat(WIDE.withArgument(CallingConvention.SYSTEM_V, 1, 7)).contains(WIDE.with(Gpr.RSI, 7));
        assertThat(WIDE.withArgument(CallingConvention.LINUX_SYSCALL, 3, 7)).contains(WIDE.with(Gpr.R10, 7));
        assertThat(narrow().withArgument(CallingConvention.LINUX_KERNEL, 2, 7)).contains(narrow().with(Gpr.RCX, 7));
    }

    @Test
    void anArgumentOnTheStackIsNotReplacedInRegisters() {
        assertThat(WIDE.withArgument(CallingConvention.SYSTEM_V, 6, 7)).isEmpty();
        assertThat(WIDE.withArgument(CallingConvention.SYSTEM_V, -1, 7)).isEmpty();
        assertThat(narrow().withArgument(CallingConvention.SYSTEM_V, 0, 7)).isEmpty();
    }

    @Test
    void memoryAsTheCpuSeesIt() {
        assertThat(WIDE.addressSpace(memory, Amd64PagingOptions.DEFAULT).readUnsigned(0x5008, 8))
                .isEqualTo(0x1111_1111_2222_2222L);
        assertThat(WIDE.framePointer()).hasValue(wide(Gpr.RBP));
    }
}
