/**
 * What the kernel logged: {@link dev.vmi4j.os.linux.kernel.log.KernelLog} reads the records of its ring buffer, of either
 * design.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.log;

import org.jspecify.annotations.NullMarked;
