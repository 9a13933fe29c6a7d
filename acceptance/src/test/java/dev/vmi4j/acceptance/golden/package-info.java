/** Tests on small pieces of real guests, kept with what QEMU said of them, that need nothing but themselves. */
@NullMarked
package dev.vmi4j.acceptance.golden;

import org.jspecify.annotations.NullMarked;
