package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.memory.LittleEndian;
import java.util.Optional;

/**
 * Writes registers as Linux' {@code struct user_regs_struct} of x86-64, which is the register part of {@code
 * NT_PRSTATUS}; {@link Prstatus} reads it.
 */
public final class UserRegsStruct {
    private UserRegsStruct() {}

    /**
     * Encodes registers.
     *
     * @param registers in user mode
     * @return 27 values of 8 bytes, {@code orig_rax} -1 as outside of a system call; empty when the bases of FS and GS are
     *     unknown
     */
    public static Optional<byte[]> of(Amd64Registers registers) {
        SegmentRegisters segments = registers.segments();
        if (segments.fs().base().isEmpty() || segments.gs().base().isEmpty()) {
            return Optional.empty();
        }
        Amd64GeneralPurpose gpr = registers.gpr();
        return Optional.of(bytes(
                gpr.r15(),
                gpr.r14(),
                gpr.r13(),
                gpr.r12(),
                gpr.rbp(),
                gpr.rbx(),
                gpr.r11(),
                gpr.r10(),
                gpr.r9(),
                gpr.r8(),
                gpr.rax(),
                gpr.rcx(),
                gpr.rdx(),
                gpr.rsi(),
                gpr.rdi(),
                -1,
                registers.rip(),
                segments.cs().selector().value(),
                registers.rflags().value(),
                gpr.rsp(),
                segments.ss().selector().value(),
                segments.fs().base().getAsLong(),
                segments.gs().base().getAsLong(),
                segments.ds().selector().value(),
                segments.es().selector().value(),
                segments.fs().selector().value(),
                segments.gs().selector().value()));
    }

    private static byte[] bytes(long... values) {
        byte[] bytes = new byte[values.length * Long.BYTES];
        for (int i = 0; i < values.length; i++) {
            LittleEndian.putLong(bytes, i * Long.BYTES, values[i]);
        }
        return bytes;
    }
}
