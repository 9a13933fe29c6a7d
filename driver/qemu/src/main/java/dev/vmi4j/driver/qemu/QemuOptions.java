package dev.vmi4j.driver.qemu;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How to attach to a running QEMU.
 *
 * @param monitor the UNIX socket of its QMP monitor
 * @param stub the UNIX socket of its GDB stub; empty to have one started through the monitor when it is needed
 * @param ways the ways of reading RAM that may be taken
 * @param patience how long to wait for each answer of QEMU
 * @param guard whether a process of its own lets the guest go when this JVM is killed
 */
public record QemuOptions(Path monitor, Optional<Path> stub, Set<RamWay> ways, Duration patience, Guard guard) {
    /** What happens when this JVM is killed while it holds a guest. */
    public enum Guard {
        /** A small process watches this JVM, and removes breakpoints and resumes the guest when it is gone. */
        PROCESS,
        /** Nothing: the guest stays as it is until the next client attaches. */
        NONE
    }

    /** Copies the set. */
    public QemuOptions {
        ways = Set.copyOf(ways);
    }

    /**
     * The usual way.
     *
     * @param monitor the UNIX socket of the QMP monitor
     * @return options
     */
    public static QemuOptions of(Path monitor) {
        return new QemuOptions(
                monitor, Optional.empty(), EnumSet.allOf(RamWay.class), Duration.ofSeconds(10), Guard.PROCESS);
    }

    /**
     * The same with a GDB stub that is there already.
     *
     * @param socket its UNIX socket
     * @return a copy
     */
    public QemuOptions withStub(Path socket) {
        return new QemuOptions(monitor, Optional.of(socket), ways, patience, guard);
    }

    /**
     * The same with other ways of reading RAM.
     *
     * @param allowed the ways that may be taken; the last resort is taken when none of them works
     * @return a copy
     */
    public QemuOptions withWays(Set<RamWay> allowed) {
        return new QemuOptions(monitor, stub, allowed, patience, guard);
    }

    /**
     * The same with another guard.
     *
     * @param other what happens when this JVM is killed
     * @return a copy
     */
    public QemuOptions withGuard(Guard other) {
        return new QemuOptions(monitor, stub, ways, patience, other);
    }
}
