/** The Linux kernel's objects and tables, read from outside the guest. */
@NullMarked
package dev.vmi4j.os.linux;

import org.jspecify.annotations.NullMarked;
