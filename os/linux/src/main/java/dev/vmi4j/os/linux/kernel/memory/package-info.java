/**
 * The memory of processes: the {@linkplain dev.vmi4j.os.linux.kernel.memory.MemoryRegion regions} that {@link
 * dev.vmi4j.os.linux.kernel.memory.MemoryRegions} finds in a process's tree of them, and the {@linkplain
 * dev.vmi4j.os.linux.kernel.memory.ResidentPages pages} that its page tables hold of each.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.memory;

import org.jspecify.annotations.NullMarked;
