/**
 * The RAM of a running guest, read by the fastest way there is: {@link dev.vmi4j.driver.qemu.ram.GuestRam}. Not exported.
 */
@NullMarked
package dev.vmi4j.driver.qemu.ram;

import org.jspecify.annotations.NullMarked;
