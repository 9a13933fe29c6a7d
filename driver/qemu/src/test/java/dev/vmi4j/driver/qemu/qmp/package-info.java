/** Tests of the QMP client against a scripted peer. */
@NullMarked
package dev.vmi4j.driver.qemu.qmp;

import org.jspecify.annotations.NullMarked;
