/**
 * The stacks on which tasks run in the kernel.
 *
 * <p>{@link dev.vmi4j.os.linux.kernel.stack.KernelStacks} answers the frames of a task: where it sleeps or runs, and who
 * called that, up to where the kernel was entered. How the calls are followed is an {@link
 * dev.vmi4j.os.linux.kernel.stack.Unwinder} of the kernel's own kind: {@link
 * dev.vmi4j.os.linux.kernel.stack.OrcUnwinder} by the tables that the kernel carries for itself, {@link
 * dev.vmi4j.os.linux.kernel.stack.FrameRecordUnwinder} by the records that its functions keep on the stack. {@link
 * dev.vmi4j.os.linux.kernel.stack.CodeNames} names the code at an address: of the kernel, of a module, of BPF.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.stack;

import org.jspecify.annotations.NullMarked;
