package dev.vmi4j.core.event;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.arch.Registers;
import java.util.Optional;

/**
 * An event of a running guest.
 *
 * @param vcpu the virtual CPU it happened on
 * @param view the view that virtual CPU used; empty when the driver has no views
 * @param registers the registers of that virtual CPU
 * @param reason why it fired
 * @param vcpuPaused whether that virtual CPU waits for the response
 */
public record VmiEvent(VcpuId vcpu, Optional<View> view, Registers registers, EventReason reason, boolean vcpuPaused) {}
