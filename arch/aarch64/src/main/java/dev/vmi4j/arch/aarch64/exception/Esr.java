package dev.vmi4j.arch.aarch64.exception;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.MemoryAccess;
import java.util.Optional;

/**
 * ESR_EL1: the syndrome of an exception (Arm ARM, D24.2, ESR_EL1).
 *
 * @param value the raw value
 */
public record Esr(long value) {
    private static final int CLASS_AT = 26;
    private static final long WRITE = 1L << 6;
    private static final long CACHE_MAINTENANCE = 1L << 8;
    private static final long NO_ADDRESS = 1L << 10;

    /**
     * A syndrome of parts.
     *
     * @param exceptionClass the exception class
     * @param wide whether the instruction has 32 bits
     * @param iss the syndrome of the instruction, 25 bits
     * @return the syndrome
     */
    public static Esr of(ExceptionClass exceptionClass, boolean wide, int iss) {
        return new Esr((long) exceptionClass.number() << CLASS_AT | (wide ? 1L << 25 : 0) | iss & 0x1ff_ffff);
    }

    /**
     * The number of the exception class.
     *
     * @return bits 31 to 26, EC
     */
    public int classNumber() {
        return (int) (value >>> CLASS_AT & 0x3f);
    }

    /**
     * The exception class.
     *
     * @return empty for a reserved number
     */
    public Optional<ExceptionClass> exceptionClass() {
        return ExceptionClass.of(classNumber());
    }

    /**
     * Whether the instruction has 32 bits rather than 16.
     *
     * @return bit 25, IL
     */
    public boolean il() {
        return (value >>> 25 & 1) != 0;
    }

    /**
     * What the exception class says further.
     *
     * @return bits 24 to 0, ISS
     */
    public int iss() {
        return (int) (value & 0x1ff_ffff);
    }

    /**
     * What the exception class says further, beyond 32 bits.
     *
     * @return bits 55 to 32, ISS2
     */
    public int iss2() {
        return (int) (value >>> 32 & 0xff_ffff);
    }

    /**
     * Why a fetch or an access failed.
     *
     * @return bits 5 to 0 of an abort; empty for other exceptions
     */
    public Optional<FaultStatus> faultStatus() {
        return isAbort() ? Optional.of(new FaultStatus((int) value & 0x3f)) : Optional.empty();
    }

    /**
     * Whether FAR_EL1 holds the address of the fault.
     *
     * @return true for an abort unless bit 10, FnV, is set
     */
    public boolean hasAddress() {
        return isAbort() && (value & NO_ADDRESS) == 0;
    }

    /**
     * What was tried, where an abort tells.
     *
     * @return execute, write or read; empty for other exceptions
     */
    public Optional<MemoryAccess> access() {
        return exceptionClass()
                .filter(ExceptionClass::isAbort)
                .map(kind -> isFetch(kind) ? MemoryAccess.X : isWrite() ? MemoryAccess.W : MemoryAccess.R);
    }

    /**
     * The immediate of {@code brk}, {@code svc}, {@code hvc} or {@code smc}.
     *
     * @return bits 15 to 0; meaningless for other exceptions
     */
    public int immediate() {
        return (int) value & 0xffff;
    }

    private static boolean isFetch(ExceptionClass kind) {
        return kind == ExceptionClass.INSTRUCTION_ABORT_LOWER || kind == ExceptionClass.INSTRUCTION_ABORT_SAME;
    }

    private boolean isWrite() {
        return (value & (WRITE | CACHE_MAINTENANCE)) == WRITE;
    }

    private boolean isAbort() {
        return exceptionClass().map(ExceptionClass::isAbort).orElse(false);
    }

    /** The value in hexadecimal and the exception class. */
    @Override
    public String toString() {
        return Addresses.hex(value) + " " + ExceptionClass.describe(classNumber());
    }
}
