/**
 * AMD64's interrupts and events: what can be monitored, and why an event fired.
 *
 * <p>{@link dev.vmi4j.arch.amd64.event.Amd64EventMonitor} is what a driver can be asked to report, {@link
 * dev.vmi4j.arch.amd64.event.Amd64EventReason} what it reports. {@link
 * dev.vmi4j.arch.amd64.event.Amd64Interrupt} is an interrupt or exception, {@link
 * dev.vmi4j.arch.amd64.event.Amd64Vector} names those that the architecture defines.
 */
@NullMarked
package dev.vmi4j.arch.amd64.event;

import org.jspecify.annotations.NullMarked;
