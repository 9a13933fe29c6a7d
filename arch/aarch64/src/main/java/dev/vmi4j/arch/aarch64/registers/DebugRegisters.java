package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.core.address.Va;
import java.util.List;

/**
 * The debug registers.
 *
 * @param breakpoints DBGBVR and DBGBCR, up to 16
 * @param watchpoints DBGWVR and DBGWCR, up to 16
 */
public record DebugRegisters(List<Breakpoint> breakpoints, List<Watchpoint> watchpoints) {
    private static final int MOST = 16;

    /**
     * A hardware breakpoint.
     *
     * @param address DBGBVR
     * @param control DBGBCR
     */
    public record Breakpoint(Va address, BreakpointControl control) {}

    /**
     * A hardware watchpoint.
     *
     * @param address DBGWVR
     * @param control DBGWCR
     */
    public record Watchpoint(Va address, WatchpointControl control) {}

    /** Copies the lists and checks that there are no more than the architecture has. */
    public DebugRegisters {
        if (breakpoints.size() > MOST || watchpoints.size() > MOST) {
            throw new IllegalArgumentException("there are at most 16 breakpoints and 16 watchpoints");
        }
        breakpoints = List.copyOf(breakpoints);
        watchpoints = List.copyOf(watchpoints);
    }
}
