/**
 * Objects of the kernel as views over its memory.
 *
 * <p>A {@link dev.vmi4j.os.linux.kernel.Kernel} is the kernel's address space with its symbols and types. A view such as
 * {@link dev.vmi4j.os.linux.kernel.Task} is an address with a layout, whose accessors read when asked; offsets come from
 * the kernel's own type information. {@link dev.vmi4j.os.linux.kernel.KernelList} walks its linked lists.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel;

import org.jspecify.annotations.NullMarked;
