/**
 * What the kernel knows of processes beyond the list of them.
 *
 * <p>{@link dev.vmi4j.os.linux.kernel.process.ProcessViews} looks all layouts up once and makes a {@link
 * dev.vmi4j.os.linux.kernel.process.ProcessView} of each task: its credentials, namespaces, control groups, times and
 * memory. {@link dev.vmi4j.os.linux.kernel.process.TaskCensus} finds tasks in more than one way, so that one that was
 * taken out of a list still shows. {@link dev.vmi4j.os.linux.kernel.process.CurrentTask} says which task a virtual CPU runs, {@link
 * dev.vmi4j.os.linux.kernel.process.PerCpu} where each CPU keeps its data, {@link
 * dev.vmi4j.os.linux.kernel.process.UserRoots} with which page tables a process runs in user mode.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.process;

import org.jspecify.annotations.NullMarked;
