package dev.vmi4j.arch.amd64.descriptor;

import dev.vmi4j.arch.amd64.registers.Selector;
import dev.vmi4j.arch.amd64.registers.SystemType;
import dev.vmi4j.core.address.Va;
import java.util.Optional;

/**
 * A gate: where an interrupt or far call goes (Intel SDM Vol. 3A, figures 6-2 and 6-8; AMD APM Vol. 2, sections 4.7.3
 * and 4.8.4).
 *
 * @param low the first 8 bytes
 * @param high the second 8 bytes; 0 in the form of protected mode
 */
public record Gate(long low, long high) {
    /**
     * What it is.
     *
     * @return bits 40 to 43, with bit 44 clear; empty for a reserved type
     */
    public Optional<SystemType> type() {
        return (low >>> 44 & 1) != 0 ? Optional.empty() : SystemType.of((int) (low >>> 40) & 0xf);
    }

    /**
     * The code segment of the handler; of a task gate the TSS.
     *
     * @return bits 16 to 31
     */
    public Selector selector() {
        return new Selector((int) (low >>> 16) & 0xffff);
    }

    /**
     * The handler's offset in its code segment, which is its address where the segment begins at 0.
     *
     * @return 64, 32 or 16 bits by the form; 0 for a task gate
     */
    public Va offset() {
        return new Va(type().map(this::offset).orElseGet(this::wholeOffset));
    }

    /**
     * The privilege level that may use it by an instruction.
     *
     * @return bits 45 and 46, DPL: 0 to 3
     */
    public int dpl() {
        return (int) (low >>> 45) & 3;
    }

    /**
     * The interrupt stack that the handler runs on.
     *
     * @return bits 32 to 34, IST: 1 to 7; 0 for none, as always in protected mode
     */
    public int ist() {
        return (int) (low >>> 32) & 7;
    }

    /**
     * Whether it is present.
     *
     * @return bit 47
     */
    public boolean present() {
        return (low >>> 47 & 1) != 0;
    }

    private long offset(SystemType type) {
        if (type == SystemType.TASK_GATE) {
            return 0;
        }
        return type.is16Bit() ? low & 0xffff : wholeOffset();
    }

    private long wholeOffset() {
        return low & 0xffff | low >>> 48 << 16 | high << 32;
    }
}
