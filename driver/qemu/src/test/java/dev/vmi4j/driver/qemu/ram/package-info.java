/** Tests of what QEMU and the host say about RAM. */
@NullMarked
package dev.vmi4j.driver.qemu.ram;

import org.jspecify.annotations.NullMarked;
