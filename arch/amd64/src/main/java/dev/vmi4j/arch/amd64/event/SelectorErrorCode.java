package dev.vmi4j.arch.amd64.event;

/**
 * The error code of #TS, #NP, #SS and #GP: the descriptor that is to blame (Intel SDM Vol. 3A, figure 6-7).
 *
 * @param value the raw error code
 */
public record SelectorErrorCode(int value) {
    /**
     * Whether something outside the program, such as an interrupt, led to it.
     *
     * @return bit 0, EXT
     */
    public boolean external() {
        return (value & 1) != 0;
    }

    /** Where a descriptor lies. */
    public enum Table {
        /** Global descriptor table. */
        GDT,
        /** Local descriptor table. */
        LDT,
        /** Interrupt descriptor table. */
        IDT
    }

    /**
     * The table of the descriptor.
     *
     * @return bits 1 and 2, IDT and TI
     */
    public Table table() {
        if ((value & 2) != 0) {
            return Table.IDT;
        }
        return (value & 4) != 0 ? Table.LDT : Table.GDT;
    }

    /**
     * The number of the descriptor; of one in the IDT the vector.
     *
     * @return bits 3 to 15
     */
    public int index() {
        return value >>> 3 & 0x1fff;
    }

    /**
     * Whether no descriptor is to blame.
     *
     * @return true when the error code is 0
     */
    public boolean isNull() {
        return value == 0;
    }
}
