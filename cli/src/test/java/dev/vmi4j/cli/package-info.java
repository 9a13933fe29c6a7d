/** The command line, from the outside: exact output and exit code. */
@NullMarked
package dev.vmi4j.cli;

import org.jspecify.annotations.NullMarked;
