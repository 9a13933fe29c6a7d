package dev.vmi4j.arch.aarch64.exception;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What kind of exception was taken: the EC field of ESR_EL1 (Arm ARM, D24.2, ESR_EL1). */
public enum ExceptionClass {
    /** An undefined instruction, or a reason without a class. */
    UNKNOWN(0x00, "undefined instruction or another reason"),
    /** A trapped WFI or WFE. */
    WFX(0x01, "trapped WFI or WFE"),
    /** A trapped MCR or MRC of CP15 in AArch32 state. */
    CP15_MCR(0x03, "trapped MCR or MRC of CP15"),
    /** A trapped MCRR or MRRC of CP15 in AArch32 state. */
    CP15_MCRR(0x04, "trapped MCRR or MRRC of CP15"),
    /** A trapped MCR or MRC of CP14 in AArch32 state. */
    CP14_MCR(0x05, "trapped MCR or MRC of CP14"),
    /** A trapped LDC or STC of CP14 in AArch32 state. */
    CP14_LDC(0x06, "trapped LDC or STC of CP14"),
    /** A trapped access to vectors or floating point. */
    FP_ASIMD(0x07, "trapped access to SVE, SIMD or floating point"),
    /** A trapped LD64B, ST64B or one of their kind. */
    LD64B(0x0a, "trapped LD64B or ST64B"),
    /** A trapped MRRC of CP14 in AArch32 state. */
    CP14_MRRC(0x0c, "trapped MRRC of CP14"),
    /** An indirect branch that did not land on BTI. */
    BTI(0x0d, "branch target exception"),
    /** An instruction in an illegal execution state. */
    ILLEGAL_STATE(0x0e, "illegal execution state"),
    /** A system call in AArch32 state. */
    SVC32(0x11, "SVC in AArch32 state"),
    /** A call of the hypervisor in AArch32 state. */
    HVC32(0x12, "HVC in AArch32 state"),
    /** A call of the secure monitor in AArch32 state. */
    SMC32(0x13, "SMC in AArch32 state"),
    /** A system call. */
    SVC64(0x15, "SVC"),
    /** A call of the hypervisor. */
    HVC64(0x16, "HVC"),
    /** A call of the secure monitor. */
    SMC64(0x17, "SMC"),
    /** A trapped MSR, MRS or system instruction. */
    SYSTEM_REGISTER(0x18, "trapped MSR, MRS or system instruction"),
    /** A trapped access to SVE. */
    SVE(0x19, "trapped access to SVE"),
    /** A trapped ERET. */
    ERET(0x1a, "trapped ERET"),
    /** A pointer whose authentication failed (FEAT_FPAC). */
    PAC_FAIL(0x1c, "pointer authentication failure"),
    /** A trapped access to SME. */
    SME(0x1d, "trapped access to SME"),
    /** An instruction that could not be fetched at a lower exception level. */
    INSTRUCTION_ABORT_LOWER(0x20, "instruction abort from a lower level"),
    /** An instruction that could not be fetched at the same exception level. */
    INSTRUCTION_ABORT_SAME(0x21, "instruction abort"),
    /** A misaligned program counter. */
    PC_ALIGNMENT(0x22, "misaligned PC"),
    /** An access that failed at a lower exception level. */
    DATA_ABORT_LOWER(0x24, "data abort from a lower level"),
    /** An access that failed at the same exception level. */
    DATA_ABORT_SAME(0x25, "data abort"),
    /** A misaligned stack pointer. */
    SP_ALIGNMENT(0x26, "misaligned SP"),
    /** A memory copy or set that must begin anew (FEAT_MOPS). */
    MOPS(0x27, "memory copy or set"),
    /** A floating point exception in AArch32 state. */
    FP32(0x28, "floating point exception in AArch32 state"),
    /** A floating point exception. */
    FP64(0x2c, "floating point exception"),
    /** An error that is reported asynchronously. */
    SERROR(0x2f, "SError interrupt"),
    /** A hardware breakpoint at a lower exception level. */
    BREAKPOINT_LOWER(0x30, "hardware breakpoint from a lower level"),
    /** A hardware breakpoint at the same exception level. */
    BREAKPOINT_SAME(0x31, "hardware breakpoint"),
    /** A single step at a lower exception level. */
    STEP_LOWER(0x32, "software step from a lower level"),
    /** A single step at the same exception level. */
    STEP_SAME(0x33, "software step"),
    /** A watchpoint at a lower exception level. */
    WATCHPOINT_LOWER(0x34, "watchpoint from a lower level"),
    /** A watchpoint at the same exception level. */
    WATCHPOINT_SAME(0x35, "watchpoint"),
    /** A breakpoint instruction in AArch32 state. */
    BKPT32(0x38, "BKPT in AArch32 state"),
    /** A vector catch in AArch32 state. */
    VECTOR_CATCH32(0x3a, "vector catch in AArch32 state"),
    /** A breakpoint instruction. */
    BRK64(0x3c, "BRK");

    private static final Map<Integer, ExceptionClass> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toMap(ExceptionClass::number, Function.identity()));

    private final int number;
    private final String description;

    ExceptionClass(int number, String description) {
        this.number = number;
        this.description = description;
    }

    /**
     * Its number.
     *
     * @return 0 to 63
     */
    public int number() {
        return number;
    }

    /**
     * What it is, for messages.
     *
     * @return a few words
     */
    public String description() {
        return description;
    }

    /**
     * Whether it is a failed fetch or access, so that the syndrome has a fault status and FAR_EL1 the address.
     *
     * @return true for instruction and data aborts
     */
    public boolean isAbort() {
        return this == INSTRUCTION_ABORT_LOWER
                || this == INSTRUCTION_ABORT_SAME
                || this == DATA_ABORT_LOWER
                || this == DATA_ABORT_SAME;
    }

    /**
     * The class with a number.
     *
     * @param number 0 to 63
     * @return empty for a reserved one
     */
    public static Optional<ExceptionClass> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /**
     * The name of a class by its number.
     *
     * @param number 0 to 63
     * @return its name, or {@code EC 0x..} for a reserved one
     */
    public static String describe(int number) {
        return of(number).map(ExceptionClass::name).orElseGet(() -> "EC 0x" + Integer.toHexString(number));
    }
}
