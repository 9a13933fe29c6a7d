package dev.vmi4j.arch.aarch64.exception;

/**
 * Why an instruction fetch or an access failed: IFSC or DFSC of an abort (Arm ARM, D24.2, ESR_EL1).
 *
 * @param code 6 bits
 */
public record FaultStatus(int code) {
    private static final int LOWEST_LEVEL = 3;
    private static final int ALIGNMENT = 0x21;
    private static final int EXTERNAL = 0x10;
    private static final int TAG_CHECK = 0x11;
    private static final int SIZE_MINUS_1 = 0x29;
    private static final int TRANSLATION_MINUS_1 = 0x2b;
    private static final int TLB_CONFLICT = 0x30;
    private static final int ATOMIC = 0x31;

    /** The kinds of faults. */
    public enum Kind {
        /** An address in a descriptor or a root is wider than the physical address space. */
        ADDRESS_SIZE,
        /** A descriptor is not valid, or the address belongs to no half. */
        TRANSLATION,
        /** The access flag is clear and hardware does not set it. */
        ACCESS_FLAG,
        /** The tables do not allow the access. */
        PERMISSION,
        /** The memory answered with an error, on the access or on the walk. */
        EXTERNAL,
        /** The tag of the address is not that of the memory. */
        TAG_CHECK,
        /** The address is not aligned as the access wants it. */
        ALIGNMENT,
        /** The TLB holds more than one translation. */
        TLB_CONFLICT,
        /** The memory does not allow an atomic update. */
        ATOMIC,
        /** Another one. */
        OTHER
    }

    /**
     * The kind of the fault.
     *
     * @return without its level
     */
    public Kind kind() {
        return switch (code >>> 2) {
            case 0 -> Kind.ADDRESS_SIZE;
            case 1 -> Kind.TRANSLATION;
            case 2 -> Kind.ACCESS_FLAG;
            case 3 -> Kind.PERMISSION;
            default -> special();
        };
    }

    private Kind special() {
        return switch (code) {
            case EXTERNAL, 0x13, 0x14, 0x15, 0x16, 0x17 -> Kind.EXTERNAL;
            case TAG_CHECK -> Kind.TAG_CHECK;
            case ALIGNMENT -> Kind.ALIGNMENT;
            case SIZE_MINUS_1 -> Kind.ADDRESS_SIZE;
            case TRANSLATION_MINUS_1 -> Kind.TRANSLATION;
            case TLB_CONFLICT -> Kind.TLB_CONFLICT;
            case ATOMIC -> Kind.ATOMIC;
            default -> Kind.OTHER;
        };
    }

    /**
     * The level of the table whose descriptor failed.
     *
     * @return -1 to 3; 0 where the kind has none
     */
    public int level() {
        if (code == SIZE_MINUS_1 || code == TRANSLATION_MINUS_1 || code == 0x13) {
            return -1;
        }
        return switch (kind()) {
            case ADDRESS_SIZE, TRANSLATION, ACCESS_FLAG, PERMISSION -> code & LOWEST_LEVEL;
            case EXTERNAL -> code == EXTERNAL ? 0 : code & LOWEST_LEVEL;
            case TAG_CHECK, ALIGNMENT, TLB_CONFLICT, ATOMIC, OTHER -> 0;
        };
    }
}
