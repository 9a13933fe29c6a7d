/** The command {@code lab}. */
@NullMarked
package dev.vmi4j.lab.cli;

import org.jspecify.annotations.NullMarked;
