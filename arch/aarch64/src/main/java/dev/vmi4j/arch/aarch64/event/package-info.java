/**
 * Exceptions as they are taken, and events: what can be monitored ({@link
 * dev.vmi4j.arch.aarch64.event.Aarch64EventMonitor}) and why an event fired ({@link
 * dev.vmi4j.arch.aarch64.event.Aarch64EventReason}).
 */
@NullMarked
package dev.vmi4j.arch.aarch64.event;

import org.jspecify.annotations.NullMarked;
