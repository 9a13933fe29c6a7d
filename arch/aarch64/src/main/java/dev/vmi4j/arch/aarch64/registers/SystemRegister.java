package dev.vmi4j.arch.aarch64.registers;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The system registers that matter to introspection, with the encoding by which MSR and MRS name them (Arm ARM, D24). */
public enum SystemRegister {
    /** System control. */
    SCTLR_EL1(3, 0, 1, 0, 0),
    /** Access to floating point and vectors. */
    CPACR_EL1(3, 0, 1, 0, 2),
    /** Root of the lower half. */
    TTBR0_EL1(3, 0, 2, 0, 0),
    /** Root of the upper half. */
    TTBR1_EL1(3, 0, 2, 0, 1),
    /** Translation control. */
    TCR_EL1(3, 0, 2, 0, 2),
    /** Further translation control. */
    TCR2_EL1(3, 0, 2, 0, 3),
    /** State saved by an exception. */
    SPSR_EL1(3, 0, 4, 0, 0),
    /** Where an exception returns to. */
    ELR_EL1(3, 0, 4, 0, 1),
    /** Stack pointer of EL0; Linux keeps the current task in it while it is in the kernel. */
    SP_EL0(3, 0, 4, 1, 0),
    /** Stack pointer of EL1. */
    SP_EL1(3, 4, 4, 1, 0),
    /** Syndrome of an exception. */
    ESR_EL1(3, 0, 5, 2, 0),
    /** The address that faulted. */
    FAR_EL1(3, 0, 6, 0, 0),
    /** The answer of an address translation instruction. */
    PAR_EL1(3, 0, 7, 4, 0),
    /** Memory attributes. */
    MAIR_EL1(3, 0, 10, 2, 0),
    /** Base of the exception vectors. */
    VBAR_EL1(3, 0, 12, 0, 0),
    /** The process that runs, for debuggers. */
    CONTEXTIDR_EL1(3, 0, 13, 0, 1),
    /** The kernel's own; Linux keeps the offset of the CPU's data in it. */
    TPIDR_EL1(3, 0, 13, 0, 4),
    /** Thread pointer of user space. */
    TPIDR_EL0(3, 3, 13, 0, 2),
    /** Thread pointer that user space may only read. */
    TPIDRRO_EL0(3, 3, 13, 0, 3),
    /** What the memory model can do. */
    ID_AA64MMFR0_EL1(3, 0, 0, 7, 0),
    /** What the memory model can do. */
    ID_AA64MMFR1_EL1(3, 0, 0, 7, 1),
    /** What the memory model can do. */
    ID_AA64MMFR2_EL1(3, 0, 0, 7, 2),
    /** Which CPU it is. */
    MIDR_EL1(3, 0, 0, 0, 0),
    /** Where the CPU is among others. */
    MPIDR_EL1(3, 0, 0, 0, 5),
    /** Control of the debug state. */
    MDSCR_EL1(2, 0, 0, 2, 2);

    private static final Map<Integer, SystemRegister> BY_ENCODING =
            Arrays.stream(values()).collect(Collectors.toMap(SystemRegister::encoding, Function.identity()));

    private final int encoding;

    @SuppressWarnings("TooManyParameters")
    SystemRegister(int op0, int op1, int crn, int crm, int op2) {
        this.encoding = op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    /**
     * Its number.
     *
     * @return op0, op1, CRn, CRm and op2 in 2, 3, 4, 4 and 3 bits
     */
    public int encoding() {
        return encoding;
    }

    /**
     * The register with a number.
     *
     * @param encoding as {@link #encoding()} has it
     * @return empty when it is none of these
     */
    public static Optional<SystemRegister> of(int encoding) {
        return Optional.ofNullable(BY_ENCODING.get(encoding));
    }

    /**
     * The name of a register by its number.
     *
     * @param encoding as {@link #encoding()} has it
     * @return its name, or as the manual writes one without: {@code S3_0_C2_C0_1}
     */
    public static String describe(int encoding) {
        return of(encoding)
                .map(SystemRegister::name)
                .orElseGet(() -> "S" + (encoding >>> 14 & 3) + "_" + (encoding >>> 11 & 7) + "_C"
                        + (encoding >>> 7 & 15) + "_C" + (encoding >>> 3 & 15) + "_" + (encoding & 7));
    }
}
