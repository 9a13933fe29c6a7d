package dev.vmi4j.tools.breakpoint;

/** What has become of a breakpoint. */
public enum BreakpointState {
    /** It waits for its symbol or module, or for its page to be mapped. */
    PENDING,
    /** It is in the guest. */
    ARMED,
    /** It was removed. */
    REMOVED
}
