package dev.vmi4j.os.linux.kernel.module;

import dev.vmi4j.core.address.Va;

/**
 * A section of a loaded module.
 *
 * @param name such as {@code .text}
 * @param address where it was loaded
 */
public record ModuleSection(String name, Va address) {}
