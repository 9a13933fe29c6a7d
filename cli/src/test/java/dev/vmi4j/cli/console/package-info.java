/** What is said on standard error. */
@NullMarked
package dev.vmi4j.cli.console;

import org.jspecify.annotations.NullMarked;
