/**
 * Executable images in the memory of a Linux guest.
 *
 * <p>{@link dev.vmi4j.os.linux.image.KernelImages} makes those of the kernel and its modules, of which the kernel keeps
 * the symbols; {@link dev.vmi4j.os.linux.image.ProcessImages} those of a process, which describe themselves.
 */
@NullMarked
package dev.vmi4j.os.linux.image;

import org.jspecify.annotations.NullMarked;
