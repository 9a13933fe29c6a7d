/** Tests of the driver's parsers. */
@NullMarked
package dev.vmi4j.driver.qemu;

import org.jspecify.annotations.NullMarked;
