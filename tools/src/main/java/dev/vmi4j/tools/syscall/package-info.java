/**
 * Follows the system calls of a running guest.
 *
 * <p>A {@link dev.vmi4j.tools.syscall.SystemCallTracer} sets breakpoints where the kernel takes system calls and where it
 * is done with them, pairs the two, and hands each {@link dev.vmi4j.core.os.SystemCall} to a listener. What a call means
 * is told by the guest system's {@link dev.vmi4j.core.os.SystemCallDecoder}.
 */
@NullMarked
package dev.vmi4j.tools.syscall;

import org.jspecify.annotations.NullMarked;
