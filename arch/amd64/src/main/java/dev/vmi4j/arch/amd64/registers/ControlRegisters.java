package dev.vmi4j.arch.amd64.registers;

import java.util.Optional;

/**
 * The control registers.
 *
 * @param cr0 operating mode
 * @param cr2 the linear address of the last page fault
 * @param cr3 translation root
 * @param cr4 extensions in use
 * @param cr8 task priority; empty when unknown
 * @param xcr0 extended states in use; empty when unknown
 */
public record ControlRegisters(Cr0 cr0, long cr2, Cr3 cr3, Cr4 cr4, Optional<Cr8> cr8, Optional<Xcr0> xcr0) {
    /**
     * The same registers with another CR0.
     *
     * @param register the new CR0
     * @return a copy
     */
    public ControlRegisters withCr0(Cr0 register) {
        return new ControlRegisters(register, cr2, cr3, cr4, cr8, xcr0);
    }

    /**
     * The same registers with another CR2.
     *
     * @param address the new CR2
     * @return a copy
     */
    public ControlRegisters withCr2(long address) {
        return new ControlRegisters(cr0, address, cr3, cr4, cr8, xcr0);
    }

    /**
     * The same registers with another CR3.
     *
     * @param register the new CR3
     * @return a copy
     */
    public ControlRegisters withCr3(Cr3 register) {
        return new ControlRegisters(cr0, cr2, register, cr4, cr8, xcr0);
    }

    /**
     * The same registers with another CR4.
     *
     * @param register the new CR4
     * @return a copy
     */
    public ControlRegisters withCr4(Cr4 register) {
        return new ControlRegisters(cr0, cr2, cr3, register, cr8, xcr0);
    }

    /**
     * The same registers with another CR8.
     *
     * @param register the new CR8
     * @return a copy
     */
    public ControlRegisters withCr8(Cr8 register) {
        return new ControlRegisters(cr0, cr2, cr3, cr4, Optional.of(register), xcr0);
    }

    /**
     * The same registers with another XCR0.
     *
     * @param register the new XCR0
     * @return a copy
     */
    public ControlRegisters withXcr0(Xcr0 register) {
        return new ControlRegisters(cr0, cr2, cr3, cr4, cr8, Optional.of(register));
    }
}
