/** Tests of the GDB client against a scripted stub. */
@NullMarked
package dev.vmi4j.driver.qemu.gdb;

import org.jspecify.annotations.NullMarked;
