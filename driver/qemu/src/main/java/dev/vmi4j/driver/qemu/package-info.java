/** A running QEMU guest as a source of guest state. */
@NullMarked
package dev.vmi4j.driver.qemu;

import org.jspecify.annotations.NullMarked;
