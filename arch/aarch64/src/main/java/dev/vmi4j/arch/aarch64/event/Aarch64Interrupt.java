package dev.vmi4j.arch.aarch64.event;

import dev.vmi4j.arch.aarch64.exception.Esr;
import dev.vmi4j.arch.aarch64.exception.ExceptionClass;
import dev.vmi4j.arch.aarch64.exception.VectorTable;
import dev.vmi4j.core.arch.Interrupt;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An exception of AArch64.
 *
 * @param kind which of the vectors it takes
 * @param syndrome ESR_EL1; 0 for an interrupt, which has none
 * @param instructionLength the length of the instruction that caused it: 4 bytes, 2 in T32 code; 0 when none did
 * @param extra FAR_EL1 of an abort, a watchpoint or a misaligned PC; empty otherwise
 */
public record Aarch64Interrupt(VectorTable.Kind kind, Esr syndrome, int instructionLength, OptionalLong extra)
        implements Interrupt {
    private static final int WIDE = 4;

    /** Checks the length. */
    public Aarch64Interrupt {
        if (instructionLength != 0 && instructionLength != 2 && instructionLength != WIDE) {
            throw new IllegalArgumentException("instruction length " + instructionLength + " is not 0, 2 or 4 bytes");
        }
    }

    /**
     * A software breakpoint.
     *
     * @param immediate the immediate of {@code brk}, 16 bits
     * @return the exception of {@code brk}
     */
    public static Aarch64Interrupt breakpoint(int immediate) {
        return new Aarch64Interrupt(
                VectorTable.Kind.SYNCHRONOUS,
                Esr.of(ExceptionClass.BRK64, true, immediate & 0xffff),
                WIDE,
                OptionalLong.empty());
    }

    /**
     * An exception that an instruction caused.
     *
     * @param syndrome ESR_EL1
     * @return without an address
     */
    public static Aarch64Interrupt synchronous(Esr syndrome) {
        return new Aarch64Interrupt(
                VectorTable.Kind.SYNCHRONOUS, syndrome, syndrome.il() ? WIDE : 2, OptionalLong.empty());
    }

    /**
     * An access or a fetch that failed.
     *
     * @param syndrome ESR_EL1
     * @param address FAR_EL1
     * @return the abort
     */
    public static Aarch64Interrupt abort(Esr syndrome, long address) {
        return new Aarch64Interrupt(
                VectorTable.Kind.SYNCHRONOUS, syndrome, syndrome.il() ? WIDE : 2, OptionalLong.of(address));
    }

    /**
     * An interrupt from outside.
     *
     * @return IRQ
     */
    public static Aarch64Interrupt irq() {
        return new Aarch64Interrupt(VectorTable.Kind.IRQ, new Esr(0), 0, OptionalLong.empty());
    }

    /** The exception class; 0 for an interrupt from outside, which has none. */
    @Override
    public int vector() {
        return syndrome.classNumber();
    }

    @Override
    public String mnemonic() {
        return switch (kind) {
            case SYNCHRONOUS -> ExceptionClass.describe(syndrome.classNumber());
            case IRQ, FIQ, SERROR -> kind.name();
        };
    }

    /** The syndrome of the instruction, ISS; empty for an interrupt. */
    @Override
    public OptionalInt errorCode() {
        return switch (kind) {
            case SYNCHRONOUS, SERROR -> OptionalInt.of(syndrome.iss());
            case IRQ, FIQ -> OptionalInt.empty();
        };
    }

    /**
     * Whether a breakpoint instruction caused it.
     *
     * @return true for {@code brk}, and {@code bkpt} in AArch32 state
     */
    public boolean isBreakpoint() {
        int number = syndrome.classNumber();
        return kind == VectorTable.Kind.SYNCHRONOUS
                && (number == ExceptionClass.BRK64.number() || number == ExceptionClass.BKPT32.number());
    }
}
