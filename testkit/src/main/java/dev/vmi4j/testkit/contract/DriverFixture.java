package dev.vmi4j.testkit.contract;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.arch.Interrupt;
import dev.vmi4j.core.driver.VmiDriver;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;

/**
 * A driver under test with what the suite must know of it.
 *
 * @param driver freshly opened; the suite closes it
 * @param capabilities what its documentation promises
 * @param known the start of a page whose content is known, followed by another page
 * @param content the first bytes of that page, at least 16
 * @param active what a driver that acts on a guest needs; empty for images, and for a driver that tells events one by one,
 *     whose own tests show how
 */
public record DriverFixture(
        VmiDriver driver,
        Set<Class<? extends VmiDriver>> capabilities,
        Pa known,
        MemorySegment content,
        Optional<Active> active) {
    /**
     * What a driver that acts on a guest needs.
     *
     * @param peer the guest's side
     * @param monitor something the driver can report
     * @param unsupported something it cannot
     * @param interrupt something it can inject
     */
    public record Active(DriverPeer peer, EventMonitor monitor, EventMonitor unsupported, Interrupt interrupt) {}
}
