package dev.vmi4j.arch.amd64.descriptor;

import dev.vmi4j.arch.amd64.registers.SegmentAttributes;
import dev.vmi4j.arch.amd64.registers.SegmentRegister;
import dev.vmi4j.arch.amd64.registers.Selector;
import dev.vmi4j.core.address.Va;

/**
 * A descriptor of the GDT or an LDT (Intel SDM Vol. 3A, sections 3.4.5 and 7.2.3; AMD APM Vol. 2, sections 4.7 and 4.8).
 *
 * @param low the first 8 bytes
 * @param high the second 8 bytes of a system descriptor in long mode; 0 for all others
 */
public record SegmentDescriptor(long low, long high) {
    /**
     * The first linear address.
     *
     * @return bits 16 to 39, 56 to 63 and, in long mode, 64 to 95
     */
    public Va base() {
        return new Va(low >>> 16 & 0xff_ffff | low >>> 56 << 24 | high << 32);
    }

    /**
     * The highest offset.
     *
     * @return bits 0 to 15 and 48 to 51, with G in units of 4 KiB made bytes: up to 0xffff_ffff
     */
    public long limit() {
        long raw = low & 0xffff | low >>> 32 & 0xf_0000;
        return attributes().g() ? raw << 12 | 0xfff : raw;
    }

    /**
     * The attributes.
     *
     * @return type, privilege level, presence and the rest
     */
    public SegmentAttributes attributes() {
        return SegmentAttributes.ofDescriptor((int) (low >>> 32));
    }

    /**
     * Whether it is all zero, as unused entries are.
     *
     * @return true for a null descriptor
     */
    public boolean isNull() {
        return (low | high) == 0;
    }

    /**
     * The descriptor as a gate.
     *
     * @return the same bytes; meaningful when the attributes' system type is a gate
     */
    public Gate gate() {
        return new Gate(low, high);
    }

    /**
     * What a segment register holds after loading it.
     *
     * @param selector the selector it is loaded by
     * @return the register
     */
    public SegmentRegister load(Selector selector) {
        return SegmentRegister.of(selector, base().value(), limit(), attributes());
    }
}
