package dev.vmi4j.arch.amd64.event;

import java.util.Arrays;
import java.util.Optional;

/**
 * The vectors that the architecture defines (Intel SDM Vol. 3A, table 6-1; AMD APM Vol. 2, table 8-1). Vectors from 32
 * on are the system's to assign.
 */
public enum Amd64Vector {
    /** Divide error. */
    DE(0, "#DE", "Divide Error", InterruptType.FAULT, ErrorCode.ABSENT),
    /** Debug: breakpoints of DR0 to DR3 and single step; a trap, except for instruction breakpoints and accesses to debug registers, which are faults. */
    DB(1, "#DB", "Debug", InterruptType.TRAP, ErrorCode.ABSENT),
    /** Nonmaskable interrupt. */
    NMI(2, "NMI", "Nonmaskable Interrupt", InterruptType.NMI, ErrorCode.ABSENT),
    /** Breakpoint. */
    BP(3, "#BP", "Breakpoint", InterruptType.TRAP, ErrorCode.ABSENT),
    /** Overflow. */
    OF(4, "#OF", "Overflow", InterruptType.TRAP, ErrorCode.ABSENT),
    /** Bound range exceeded. */
    BR(5, "#BR", "BOUND Range Exceeded", InterruptType.FAULT, ErrorCode.ABSENT),
    /** Invalid opcode. */
    UD(6, "#UD", "Invalid Opcode", InterruptType.FAULT, ErrorCode.ABSENT),
    /** Device not available. */
    NM(7, "#NM", "Device Not Available", InterruptType.FAULT, ErrorCode.ABSENT),
    /** Double fault; its error code is 0. */
    DF(8, "#DF", "Double Fault", InterruptType.ABORT, ErrorCode.PRESENT),
    /** Coprocessor segment overrun; not used since the 80386. */
    CSO(9, "#CSO", "Coprocessor Segment Overrun", InterruptType.FAULT, ErrorCode.ABSENT),
    /** Invalid TSS. */
    TS(10, "#TS", "Invalid TSS", InterruptType.FAULT, ErrorCode.PRESENT),
    /** Segment not present. */
    NP(11, "#NP", "Segment Not Present", InterruptType.FAULT, ErrorCode.PRESENT),
    /** Stack-segment fault. */
    SS(12, "#SS", "Stack-Segment Fault", InterruptType.FAULT, ErrorCode.PRESENT),
    /** General protection. */
    GP(13, "#GP", "General Protection", InterruptType.FAULT, ErrorCode.PRESENT),
    /** Page fault. */
    PF(14, "#PF", "Page Fault", InterruptType.FAULT, ErrorCode.PRESENT),
    /** x87 floating-point error. */
    MF(16, "#MF", "x87 Floating-Point Error", InterruptType.FAULT, ErrorCode.ABSENT),
    /** Alignment check; its error code is 0. */
    AC(17, "#AC", "Alignment Check", InterruptType.FAULT, ErrorCode.PRESENT),
    /** Machine check. */
    MC(18, "#MC", "Machine Check", InterruptType.ABORT, ErrorCode.ABSENT),
    /** Simd floating-point exception. */
    XM(19, "#XM", "SIMD Floating-Point Exception", InterruptType.FAULT, ErrorCode.ABSENT),
    /** Virtualization exception (Intel). */
    VE(20, "#VE", "Virtualization Exception", InterruptType.FAULT, ErrorCode.ABSENT),
    /** Control protection. */
    CP(21, "#CP", "Control Protection Exception", InterruptType.FAULT, ErrorCode.PRESENT),
    /** Hypervisor injection (AMD SEV-SNP). */
    HV(28, "#HV", "Hypervisor Injection Exception", InterruptType.TRAP, ErrorCode.ABSENT),
    /** Hypervisor communication (AMD SEV-ES); its error code is the exit reason. */
    VC(29, "#VC", "VMM Communication Exception", InterruptType.FAULT, ErrorCode.PRESENT),
    /** Security exception (AMD). */
    SX(30, "#SX", "Security Exception", InterruptType.FAULT, ErrorCode.PRESENT);

    private enum ErrorCode {
        ABSENT,
        PRESENT
    }

    private static final int FIRST_FREE = 32;

    private final int vector;
    private final String mnemonic;
    private final String title;
    private final InterruptType type;
    private final ErrorCode errorCode;

    Amd64Vector(int vector, String mnemonic, String title, InterruptType type, ErrorCode errorCode) {
        this.vector = vector;
        this.mnemonic = mnemonic;
        this.title = title;
        this.type = type;
        this.errorCode = errorCode;
    }

    /**
     * The number.
     *
     * @return 0 to 31
     */
    public int vector() {
        return vector;
    }

    /**
     * The manual's abbreviation.
     *
     * @return for example {@code #PF}
     */
    public String mnemonic() {
        return mnemonic;
    }

    /**
     * The manual's name.
     *
     * @return for example {@code Page Fault}
     */
    public String title() {
        return title;
    }

    /**
     * How it comes about.
     *
     * @return fault, trap, abort or NMI
     */
    public InterruptType type() {
        return type;
    }

    /**
     * Whether the CPU pushes an error code.
     *
     * @return true when it does
     */
    public boolean hasErrorCode() {
        return errorCode == ErrorCode.PRESENT;
    }

    /**
     * The vector with a number.
     *
     * @param vector a number
     * @return empty when the architecture does not define it
     */
    public static Optional<Amd64Vector> of(int vector) {
        return Arrays.stream(values()).filter(known -> known.vector == vector).findFirst();
    }

    /**
     * What to call a vector.
     *
     * @param vector 0 to 255
     * @return the manual's abbreviation; {@code INT} and the number in hexadecimal where the system assigns it, {@code
     *     reserved} where the architecture keeps it
     */
    public static String mnemonic(int vector) {
        return of(vector)
                .map(Amd64Vector::mnemonic)
                .orElseGet(() -> vector < FIRST_FREE ? "reserved" : "INT 0x" + Integer.toHexString(vector));
    }
}
