/**
 * The machine as the kernel sees it: {@link dev.vmi4j.os.linux.kernel.system.Boot} says what was booted and when, {@link
 * dev.vmi4j.os.linux.kernel.system.Cpus} which CPUs there are and what they do, {@link
 * dev.vmi4j.os.linux.kernel.system.Resources} who claims which addresses.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.system;

import org.jspecify.annotations.NullMarked;
