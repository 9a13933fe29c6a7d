package dev.vmi4j.arch.amd64.registers;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A segment register with its hidden part, what the CPU loaded from the descriptor (Intel SDM Vol. 3A, section 3.4.3).
 * Sources differ in how much of the hidden part they know.
 *
 * @param selector the visible part
 * @param base the first linear address; empty when unknown
 * @param limit the highest offset, in bytes; empty when unknown
 * @param attributes the attributes; empty when unknown
 */
public record SegmentRegister(
        Selector selector, OptionalLong base, OptionalLong limit, Optional<SegmentAttributes> attributes) {
    /**
     * A register that is known as a whole.
     *
     * @param selector the visible part
     * @param base the first linear address
     * @param limit the highest offset, in bytes
     * @param attributes the attributes
     * @return the register
     */
    public static SegmentRegister of(Selector selector, long base, long limit, SegmentAttributes attributes) {
        return new SegmentRegister(selector, OptionalLong.of(base), OptionalLong.of(limit), Optional.of(attributes));
    }

    /**
     * A register of which only the selector is known.
     *
     * @param selector the visible part
     * @return the register
     */
    public static SegmentRegister visible(Selector selector) {
        return new SegmentRegister(selector, OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }

    /**
     * The same register with another base.
     *
     * @param address the first linear address
     * @return a copy
     */
    public SegmentRegister withBase(long address) {
        return new SegmentRegister(selector, OptionalLong.of(address), limit, attributes);
    }
}
