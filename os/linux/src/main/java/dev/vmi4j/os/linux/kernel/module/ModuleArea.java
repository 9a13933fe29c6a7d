package dev.vmi4j.os.linux.kernel.module;

import dev.vmi4j.core.address.Va;

/**
 * A piece of memory that a module takes.
 *
 * @param base its start
 * @param size in bytes
 */
public record ModuleArea(Va base, long size) {}
