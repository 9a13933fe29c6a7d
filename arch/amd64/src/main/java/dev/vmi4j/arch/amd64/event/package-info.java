/**
 * AMD64's interrupts and events: what can be monitored, and why an event fired.
 *
 * <p>{@link dev.vmi4j.arch.amd64.event.Amd64SpecialRegister} names the registers whose writes can be watched.
 */
@NullMarked
package dev.vmi4j.arch.amd64.event;

import org.jspecify.annotations.NullMarked;
