package dev.vmi4j.arch.amd64.event;

import dev.vmi4j.core.arch.Interrupt;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An interrupt or exception of AMD64.
 *
 * @param vector 0 to 255
 * @param type how it came about
 * @param errorCode the error code, unsigned 32 bits; empty when the vector has none
 * @param instructionLength the length of the instruction that caused it, 0 to 15 bytes; 0 when none did
 * @param extra CR2 of a page fault; empty otherwise
 */
public record Amd64Interrupt(
        int vector, InterruptType type, OptionalInt errorCode, int instructionLength, OptionalLong extra)
        implements Interrupt {
    /** Checks the ranges. */
    public Amd64Interrupt {
        if (vector < 0 || vector > 255) {
            throw new IllegalArgumentException("vector " + vector + " is not within 0..255");
        }
        if (instructionLength < 0 || instructionLength > 15) {
            throw new IllegalArgumentException(
                    "instruction length " + instructionLength + " is not within 0..15 bytes");
        }
    }

    /**
     * A software breakpoint.
     *
     * @return {@code #BP} by the one-byte {@code int3}
     */
    public static Amd64Interrupt breakpoint() {
        return new Amd64Interrupt(
                Amd64Vector.BP.vector(), InterruptType.TRAP, OptionalInt.empty(), 1, OptionalLong.empty());
    }

    /**
     * A page fault.
     *
     * @param errorCode why
     * @param address the linear address that faulted
     * @return {@code #PF}
     */
    public static Amd64Interrupt pageFault(PageFaultErrorCode errorCode, long address) {
        return new Amd64Interrupt(
                Amd64Vector.PF.vector(),
                InterruptType.FAULT,
                OptionalInt.of(errorCode.value()),
                0,
                OptionalLong.of(address));
    }

    /**
     * An exception without an error code.
     *
     * @param vector which
     * @return the exception
     * @throws IllegalArgumentException when the vector needs an error code
     */
    public static Amd64Interrupt exception(Amd64Vector vector) {
        if (vector.hasErrorCode()) {
            throw new IllegalArgumentException(vector.mnemonic() + " needs an error code");
        }
        return new Amd64Interrupt(vector.vector(), vector.type(), OptionalInt.empty(), 0, OptionalLong.empty());
    }

    /**
     * An exception with an error code.
     *
     * @param vector which
     * @param errorCode the error code
     * @return the exception
     * @throws IllegalArgumentException when the vector has no error code
     */
    public static Amd64Interrupt exception(Amd64Vector vector, int errorCode) {
        if (!vector.hasErrorCode()) {
            throw new IllegalArgumentException(vector.mnemonic() + " has no error code");
        }
        return new Amd64Interrupt(vector.vector(), vector.type(), OptionalInt.of(errorCode), 0, OptionalLong.empty());
    }

    /**
     * An interrupt from outside.
     *
     * @param vector 0 to 255
     * @return the interrupt
     */
    public static Amd64Interrupt external(int vector) {
        return new Amd64Interrupt(vector, InterruptType.EXTERNAL, OptionalInt.empty(), 0, OptionalLong.empty());
    }

    /**
     * The vector's definition, when the interrupt is an exception.
     *
     * @return empty for interrupts from outside and by INT n, and where the architecture defines none
     */
    public Optional<Amd64Vector> exceptionVector() {
        return switch (type) {
            case FAULT, TRAP, ABORT, NMI -> Amd64Vector.of(vector);
            case EXTERNAL, SOFTWARE -> Optional.empty();
        };
    }

    @Override
    public String mnemonic() {
        return exceptionVector()
                .map(Amd64Vector::mnemonic)
                .orElseGet(() -> type == InterruptType.SOFTWARE
                        ? "INT 0x" + Integer.toHexString(vector)
                        : "vector 0x" + Integer.toHexString(vector));
    }

    /**
     * The error code of a page fault.
     *
     * @return empty when it is none
     */
    public Optional<PageFaultErrorCode> pageFaultErrorCode() {
        return exceptionVector().orElse(null) == Amd64Vector.PF && errorCode.isPresent()
                ? Optional.of(new PageFaultErrorCode(errorCode.getAsInt()))
                : Optional.empty();
    }

    /**
     * The error code of an exception that blames a descriptor.
     *
     * @return empty when it is none of {@code #TS}, {@code #NP}, {@code #SS}, {@code #GP}
     */
    public Optional<SelectorErrorCode> selectorErrorCode() {
        boolean blames = exceptionVector().map(Amd64Interrupt::blamesDescriptor).orElse(false);
        return blames && errorCode.isPresent()
                ? Optional.of(new SelectorErrorCode(errorCode.getAsInt()))
                : Optional.empty();
    }

    private static boolean blamesDescriptor(Amd64Vector vector) {
        return vector == Amd64Vector.TS
                || vector == Amd64Vector.NP
                || vector == Amd64Vector.SS
                || vector == Amd64Vector.GP;
    }
}
