/** QEMU as a process of the host: {@link dev.vmi4j.lab.qemu.QemuProcess}. */
@NullMarked
package dev.vmi4j.lab.qemu;

import org.jspecify.annotations.NullMarked;
