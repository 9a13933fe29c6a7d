/** Tests of the lab that boot nothing. */
@NullMarked
package dev.vmi4j.lab.archive;

import org.jspecify.annotations.NullMarked;
