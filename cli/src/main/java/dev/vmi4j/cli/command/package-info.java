/**
 * The commands of {@code vmi}, one file each. {@link dev.vmi4j.cli.command.Commands} lists them; a {@link
 * dev.vmi4j.cli.command.Command} declares its options and runs. Every table of a guest system is a command too, served
 * by one class, so that a new table adds nothing here.
 */
@NullMarked
package dev.vmi4j.cli.command;

import org.jspecify.annotations.NullMarked;
