package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.arch.GeneralPurposeRegisters;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The 16 general-purpose registers (Intel SDM Vol. 1, section 3.4.1). Outside long mode R8 to R15 do not exist and are
 * 0, as are the upper halves of the others.
 *
 * @param rax RAX
 * @param rcx RCX
 * @param rdx RDX
 * @param rbx RBX
 * @param rsp RSP
 * @param rbp RBP
 * @param rsi RSI
 * @param rdi RDI
 * @param r8 R8
 * @param r9 R9
 * @param r10 R10
 * @param r11 R11
 * @param r12 R12
 * @param r13 R13
 * @param r14 R14
 * @param r15 R15
 */
public record Amd64GeneralPurpose(
        long rax,
        long rcx,
        long rdx,
        long rbx,
        long rsp,
        long rbp,
        long rsi,
        long rdi,
        long r8,
        long r9,
        long r10,
        long r11,
        long r12,
        long r13,
        long r14,
        long r15)
        implements GeneralPurposeRegisters {
    /** All zero. */
    public static final Amd64GeneralPurpose ZERO = of(new long[16]);

    /**
     * The registers with the given values.
     *
     * @param values 16 values in the order of {@link Gpr}
     * @return the set
     */
    public static Amd64GeneralPurpose of(long... values) {
        if (values.length != 16) {
            throw new IllegalArgumentException(values.length + " values are not 16 general-purpose registers");
        }
        return new Amd64GeneralPurpose(
                values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                values[6],
                values[7],
                values[8],
                values[9],
                values[10],
                values[11],
                values[12],
                values[13],
                values[14],
                values[15]);
    }

    /**
     * The value of a register.
     *
     * @param register which
     * @return its value
     */
    public long get(Gpr register) {
        return switch (register) {
            case RAX -> rax;
            case RCX -> rcx;
            case RDX -> rdx;
            case RBX -> rbx;
            case RSP -> rsp;
            case RBP -> rbp;
            case RSI -> rsi;
            case RDI -> rdi;
            case R8 -> r8;
            case R9 -> r9;
            case R10 -> r10;
            case R11 -> r11;
            case R12 -> r12;
            case R13 -> r13;
            case R14 -> r14;
            case R15 -> r15;
        };
    }

    /**
     * The same registers with another value of one.
     *
     * @param register which
     * @param value its new value
     * @return a copy
     */
    public Amd64GeneralPurpose with(Gpr register, long value) {
        long[] values = values();
        values[register.number()] = value;
        return of(values);
    }

    /** In hexadecimal: {@code rax=0x0 rcx=0x3 ...}. */
    @Override
    public String toString() {
        return Arrays.stream(Gpr.values())
                .map(gpr -> gpr.name().toLowerCase(Locale.ROOT) + "=" + Addresses.hex(get(gpr)))
                .collect(Collectors.joining(" "));
    }

    private long[] values() {
        return new long[] {rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15};
    }
}
