/**
 * What a command talks to: {@link dev.vmi4j.cli.console.Output} takes the answer, {@link
 * dev.vmi4j.cli.console.Messages} everything that is said about it, {@link dev.vmi4j.cli.console.Screen} tells what
 * standard output is. A {@link dev.vmi4j.cli.console.Console} holds the three, so that a test can hand over its own.
 */
@NullMarked
package dev.vmi4j.cli.console;

import org.jspecify.annotations.NullMarked;
