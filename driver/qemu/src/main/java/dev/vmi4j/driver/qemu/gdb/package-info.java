/**
 * The client's side of the GDB remote protocol, as far as QEMU's stub speaks it.
 *
 * <p>{@link dev.vmi4j.driver.qemu.gdb.GdbClient} is the entry. It knows no architecture: which registers there are, it
 * reads from the stub's {@linkplain dev.vmi4j.driver.qemu.gdb.TargetDescription target description}. Everything that can
 * go wrong is a {@link dev.vmi4j.driver.qemu.gdb.GdbException}.
 */
@NullMarked
package dev.vmi4j.driver.qemu.gdb;

import org.jspecify.annotations.NullMarked;
