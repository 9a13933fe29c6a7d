/**
 * Finding the kernel without registers and without symbol files.
 *
 * <p>{@link dev.vmi4j.os.linux.detect.KernelFinder} takes every VMCOREINFO text that lies in memory, lets a {@link
 * dev.vmi4j.os.linux.detect.LinuxPlatform} say where the kernel's page tables could be, and accepts a place only when
 * those tables prove it.
 */
@NullMarked
package dev.vmi4j.os.linux.detect;

import org.jspecify.annotations.NullMarked;
