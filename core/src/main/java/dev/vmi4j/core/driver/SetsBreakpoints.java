package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.Va;

/**
 * The capability to stop the guest before it executes an instruction, without a change to its memory. A hit is an event
 * whose reason is a software breakpoint; the instruction pointer is at the breakpoint and the instruction has not been
 * executed.
 *
 * <p>After the answer the driver sees to it that the instruction is executed once and that no other virtual CPU runs
 * past a breakpoint meanwhile. When the answer moves the instruction pointer, the instruction is left out. A single step
 * that ends at a breakpoint is reported as the step alone.
 */
public interface SetsBreakpoints extends MonitorsEvents {
    /**
     * Sets a breakpoint. It counts in every address space: the same address in two processes is one breakpoint. Setting
     * it twice changes nothing.
     *
     * @param va virtual address of an instruction's first byte
     */
    void setBreakpoint(Va va);

    /**
     * Removes a breakpoint; removing one that is not set changes nothing.
     *
     * @param va virtual address
     */
    void removeBreakpoint(Va va);
}
