package dev.vmi4j.arch.amd64.registers;

import java.util.Objects;

/**
 * The debug registers (Intel SDM Vol. 3B, section 18.2).
 *
 * @param dr0 linear address of breakpoint 0
 * @param dr1 linear address of breakpoint 1
 * @param dr2 linear address of breakpoint 2
 * @param dr3 linear address of breakpoint 3
 * @param dr6 what the last debug exception was raised for
 * @param dr7 which breakpoints are set, and for what
 */
public record DebugRegisters(long dr0, long dr1, long dr2, long dr3, Dr6 dr6, Dr7 dr7) {
    /**
     * The linear address of a breakpoint.
     *
     * @param breakpoint 0 to 3
     * @return DR0 to DR3
     */
    public long address(int breakpoint) {
        return switch (Objects.checkIndex(breakpoint, 4)) {
            case 0 -> dr0;
            case 1 -> dr1;
            case 2 -> dr2;
            default -> dr3;
        };
    }

    /**
     * The same registers with another address of a breakpoint.
     *
     * @param breakpoint 0 to 3
     * @param address the new DR0 to DR3
     * @return a copy
     */
    public DebugRegisters withAddress(int breakpoint, long address) {
        return switch (Objects.checkIndex(breakpoint, 4)) {
            case 0 -> new DebugRegisters(address, dr1, dr2, dr3, dr6, dr7);
            case 1 -> new DebugRegisters(dr0, address, dr2, dr3, dr6, dr7);
            case 2 -> new DebugRegisters(dr0, dr1, address, dr3, dr6, dr7);
            default -> new DebugRegisters(dr0, dr1, dr2, address, dr6, dr7);
        };
    }

    /**
     * The same registers with another DR6.
     *
     * @param register the new DR6
     * @return a copy
     */
    public DebugRegisters withDr6(Dr6 register) {
        return new DebugRegisters(dr0, dr1, dr2, dr3, register, dr7);
    }

    /**
     * The same registers with another DR7.
     *
     * @param register the new DR7
     * @return a copy
     */
    public DebugRegisters withDr7(Dr7 register) {
        return new DebugRegisters(dr0, dr1, dr2, dr3, dr6, register);
    }
}
