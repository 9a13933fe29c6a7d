package dev.vmi4j.symbols.kallsyms;

/** How kernels store the addresses of symbols in 32 bits each. Which one it is only the addresses themselves tell. */
enum AddressRule {
    /** From zero up an absolute value, per-CPU offsets among them; below, what must be taken from the base minus 1. */
    ABSOLUTE_OR_RELATIVE {
        @Override
        long address(int offset, long base, long place) {
            return offset >= 0 ? offset : base - 1 - offset;
        }
    },
    /** An unsigned distance from the base. */
    RELATIVE {
        @Override
        long address(int offset, long base, long place) {
            return base + (offset & 0xffff_ffffL);
        }
    },
    /** A signed distance from the very place it is stored at; such kernels (from 7.x on) have no base. */
    FROM_ITSELF {
        @Override
        long address(int offset, long base, long place) {
            return place + offset;
        }
    };

    /**
     * The address of a symbol.
     *
     * @param offset as stored
     * @param base value of {@code kallsyms_relative_base}
     * @param place where the offset is stored
     */
    abstract long address(int offset, long base, long place);
}
