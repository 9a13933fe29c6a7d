/** Tests of the lab that boot nothing. */
@NullMarked
package dev.vmi4j.lab.initrd;

import org.jspecify.annotations.NullMarked;
