/** What both protocols need: a connection ({@link dev.vmi4j.driver.qemu.io.UnixLink}) and how long to wait. Not exported. */
@NullMarked
package dev.vmi4j.driver.qemu.io;

import org.jspecify.annotations.NullMarked;
