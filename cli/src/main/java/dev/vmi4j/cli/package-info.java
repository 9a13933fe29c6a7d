/** The vmi command. */
@NullMarked
package dev.vmi4j.cli;

import org.jspecify.annotations.NullMarked;
