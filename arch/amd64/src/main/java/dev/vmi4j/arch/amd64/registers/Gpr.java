package dev.vmi4j.arch.amd64.registers;

/** The general-purpose registers in the order of their numbers in machine code (AMD APM Vol. 3, section 1.4.1). */
public enum Gpr {
    /** RAX. */
    RAX(0),
    /** RCX. */
    RCX(1),
    /** RDX. */
    RDX(2),
    /** RBX. */
    RBX(3),
    /** RSP. */
    RSP(4),
    /** RBP. */
    RBP(5),
    /** RSI. */
    RSI(6),
    /** RDI. */
    RDI(7),
    /** R8. */
    R8(8),
    /** R9. */
    R9(9),
    /** R10. */
    R10(10),
    /** R11. */
    R11(11),
    /** R12. */
    R12(12),
    /** R13. */
    R13(13),
    /** R14. */
    R14(14),
    /** R15. */
    R15(15);

    private final int number;

    Gpr(int number) {
        this.number = number;
    }

    /**
     * The number in machine code.
     *
     * @return 0 to 15
     */
    public int number() {
        return number;
    }
}
