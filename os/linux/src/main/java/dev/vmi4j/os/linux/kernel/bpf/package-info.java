/**
 * Programs that user space loaded into the kernel, and the maps they share with it: {@link
 * dev.vmi4j.os.linux.kernel.bpf.Bpf} finds both by the identifiers that the kernel gave them.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.bpf;

import org.jspecify.annotations.NullMarked;
