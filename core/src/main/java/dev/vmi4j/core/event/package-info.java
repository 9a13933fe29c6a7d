/**
 * Events of a running guest: what happened, and what shall happen then.
 *
 * <p>A {@link dev.vmi4j.core.event.VmiEvent} carries the vCPU, its registers and an {@link
 * dev.vmi4j.core.event.EventReason}, which an architecture implements as a sealed family with neutral views. The handler
 * answers an {@link dev.vmi4j.core.event.EventResponse} made of an {@link dev.vmi4j.core.event.EventAction} and,
 * optionally, a view and registers.
 */
@NullMarked
package dev.vmi4j.core.event;

import org.jspecify.annotations.NullMarked;
