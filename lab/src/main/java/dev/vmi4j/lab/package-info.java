/**
 * Boots real guests in QEMU and records what they say about themselves.
 *
 * <p>Start with {@link dev.vmi4j.lab.Lab}: it knows the {@link dev.vmi4j.lab.Recipe}s, boots one of them to a running
 * {@link dev.vmi4j.lab.LabGuest}, or records it once and for all into a {@link dev.vmi4j.lab.GuestFolder}: images in
 * several formats, the guest's own account of itself ({@link dev.vmi4j.lab.Truth}) and QEMU's answers to compare with.
 * Everything lies under one {@link dev.vmi4j.lab.LabHome} and is reused.
 */
@NullMarked
package dev.vmi4j.lab;

import org.jspecify.annotations.NullMarked;
