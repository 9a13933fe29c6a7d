/** Tests of the lab that boot nothing. */
@NullMarked
package dev.vmi4j.lab.cli;

import org.jspecify.annotations.NullMarked;
