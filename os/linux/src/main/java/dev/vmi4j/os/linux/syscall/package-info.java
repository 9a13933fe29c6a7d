/**
 * System calls of Linux: where the kernel takes them, and what their arguments and results mean.
 *
 * <p>{@link dev.vmi4j.os.linux.syscall.LinuxSystemCalls} is the entry point: it finds the gates by the symbols that the
 * kernel has, and reads calls from {@code pt_regs}. Numbers, argument kinds, flags and errors are tables in resource
 * files: {@link dev.vmi4j.os.linux.syscall.SystemCallTable}, {@link dev.vmi4j.os.linux.syscall.FlagSets}, {@link
 * dev.vmi4j.os.linux.syscall.Errors}.
 */
@NullMarked
package dev.vmi4j.os.linux.syscall;

import org.jspecify.annotations.NullMarked;
