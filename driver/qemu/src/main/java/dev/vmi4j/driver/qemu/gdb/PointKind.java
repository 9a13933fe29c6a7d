package dev.vmi4j.driver.qemu.gdb;

/** What the stub can stop the guest for. */
public enum PointKind {
    /** Before an instruction. Under emulation and hardware acceleration alike QEMU keeps the guest from seeing it. */
    SOFTWARE_BREAKPOINT(0),
    /** Before an instruction, by the CPU's own means where there are any. */
    HARDWARE_BREAKPOINT(1),
    /** Writes to memory. */
    WRITE_WATCHPOINT(2),
    /** Reads of memory. */
    READ_WATCHPOINT(3),
    /** Reads and writes of memory. */
    ACCESS_WATCHPOINT(4);

    private final int number;

    PointKind(int number) {
        this.number = number;
    }

    /** The number after {@code Z} and {@code z}. */
    int number() {
        return number;
    }
}
