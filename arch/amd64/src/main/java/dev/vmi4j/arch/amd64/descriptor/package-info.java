/**
 * Descriptor tables read from a guest: segments, gates and task states.
 *
 * <p>{@link dev.vmi4j.arch.amd64.descriptor.InterruptTable} reads the IDT, {@link
 * dev.vmi4j.arch.amd64.descriptor.SegmentTable} a GDT or LDT, {@link
 * dev.vmi4j.arch.amd64.descriptor.TaskState} a TSS. Every read is bounded by the table's limit, and a row that lies in
 * memory that cannot be read says so.
 */
@NullMarked
package dev.vmi4j.arch.amd64.descriptor;

import org.jspecify.annotations.NullMarked;
