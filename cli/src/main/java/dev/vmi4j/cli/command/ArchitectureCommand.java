package dev.vmi4j.cli.command;

/** A command for guests of one architecture alone. Implemented by a class for each, found as a service. */
public interface ArchitectureCommand extends Command {}
