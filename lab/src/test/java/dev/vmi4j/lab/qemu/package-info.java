/** Tests of the lab that boot nothing. */
@NullMarked
package dev.vmi4j.lab.qemu;

import org.jspecify.annotations.NullMarked;
