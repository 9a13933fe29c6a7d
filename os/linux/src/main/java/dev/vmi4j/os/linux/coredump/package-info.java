/**
 * Processes in the way of Linux' own core files ({@code fs/binfmt_elf.c}, {@code fs/coredump.c}): {@link
 * dev.vmi4j.os.linux.coredump.ProcessCores} makes the notes and says where the memory is. What differs between
 * architectures is a {@link dev.vmi4j.os.linux.coredump.UserRegisters}, found as a service.
 */
@NullMarked
package dev.vmi4j.os.linux.coredump;

import org.jspecify.annotations.NullMarked;
