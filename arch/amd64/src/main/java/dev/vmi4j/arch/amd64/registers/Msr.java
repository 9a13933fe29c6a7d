package dev.vmi4j.arch.amd64.registers;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names of model specific registers (Intel SDM Vol. 4, chapter 2; AMD APM Vol. 2, appendix A). There are many more; one
 * without a name here is spoken of by its number.
 */
public enum Msr {
    /** Time-stamp counter. */
    TSC(0x10),
    /** Where the local APIC lies, and whether it is enabled. */
    APIC_BASE(0x1b),
    /** Which features the firmware locked in. */
    FEATURE_CONTROL(0x3a),
    /** What was added to the time-stamp counter. */
    TSC_ADJUST(0x3b),
    /** Speculation control. */
    SPEC_CTRL(0x48),
    /** Prediction barrier. */
    PRED_CMD(0x49),
    /** Microcode revision. */
    BIOS_SIGN_ID(0x8b),
    /** What memory type range registers there are. */
    MTRRCAP(0xfe),
    /** Which speculation flaws the CPU is free of. */
    ARCH_CAPABILITIES(0x10a),
    /** Code segment of SYSENTER. */
    SYSENTER_CS(0x174),
    /** Stack pointer of SYSENTER. */
    SYSENTER_ESP(0x175),
    /** Target of SYSENTER. */
    SYSENTER_EIP(0x176),
    /** What machine check banks there are. */
    MCG_CAP(0x179),
    /** Machine check status. */
    MCG_STATUS(0x17a),
    /** Miscellaneous features. */
    MISC_ENABLE(0x1a0),
    /** Branch tracing and single step on branches. */
    DEBUGCTL(0x1d9),
    /** The memory types that page table entries choose between. */
    PAT(0x277),
    /** The memory type outside of all ranges. */
    MTRR_DEF_TYPE(0x2ff),
    /** Control-flow enforcement in user mode. */
    U_CET(0x6a0),
    /** Control-flow enforcement in the kernel. */
    S_CET(0x6a2),
    /** Shadow stack pointer of level 0. */
    PL0_SSP(0x6a4),
    /** Shadow stack pointer of level 3. */
    PL3_SSP(0x6a7),
    /** Shadow stacks of interrupts, by IST. */
    INTERRUPT_SSP_TABLE(0x6a8),
    /** When the local APIC's timer fires. */
    TSC_DEADLINE(0x6e0),
    /** Extended supervisor states in use. */
    XSS(0xda0),
    /** Extended features: long mode, no-execute, SYSCALL. */
    EFER(0xc000_0080),
    /** Selectors of SYSCALL and SYSRET. */
    STAR(0xc000_0081),
    /** Target of SYSCALL from 64-bit code. */
    LSTAR(0xc000_0082),
    /** Target of SYSCALL from compatibility mode. */
    CSTAR(0xc000_0083),
    /** The flags that SYSCALL clears. */
    FMASK(0xc000_0084),
    /** Base of FS. */
    FS_BASE(0xc000_0100),
    /** Base of GS. */
    GS_BASE(0xc000_0101),
    /** What SWAPGS exchanges with the base of GS. */
    KERNEL_GS_BASE(0xc000_0102),
    /** What RDTSCP and RDPID answer beside the counter; systems keep the CPU's number there. */
    TSC_AUX(0xc000_0103),
    /** System configuration, memory encryption among it (AMD). */
    SYSCFG(0xc001_0010),
    /** Hardware configuration (AMD). */
    HWCR(0xc001_0015),
    /** Whether SVM is locked (AMD). */
    VM_CR(0xc001_0114),
    /** Where SVM saves the host (AMD). */
    VM_HSAVE_PA(0xc001_0117),
    /** Guest-hypervisor communication block (AMD SEV-ES). */
    GHCB(0xc001_0130),
    /** Which memory encryption the guest runs under (AMD). */
    SEV_STATUS(0xc001_0131);

    private static final Map<Integer, Msr> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Msr::number, Function.identity()));

    private final int number;

    Msr(int number) {
        this.number = number;
    }

    /**
     * The number by which RDMSR and WRMSR know it.
     *
     * @return unsigned 32 bits
     */
    public int number() {
        return number;
    }

    /**
     * The register with a number.
     *
     * @param number unsigned 32 bits
     * @return empty when it has no name here
     */
    public static Optional<Msr> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /**
     * What to call a register.
     *
     * @param number unsigned 32 bits
     * @return its name, or {@code MSR} and the number in hexadecimal
     */
    public static String describe(int number) {
        return of(number).map(Msr::name).orElseGet(() -> "MSR 0x" + Integer.toHexString(number));
    }
}
