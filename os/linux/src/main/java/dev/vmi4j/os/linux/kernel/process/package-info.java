/**
 * What the kernel knows of processes beyond the list of them.
 *
 * <p>{@link dev.vmi4j.os.linux.kernel.process.CurrentTask} says which task a virtual CPU runs, {@link
 * dev.vmi4j.os.linux.kernel.process.PerCpu} where each CPU keeps its data, {@link
 * dev.vmi4j.os.linux.kernel.process.UserRoots} with which page tables a process runs in user mode.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.process;

import org.jspecify.annotations.NullMarked;
