package dev.vmi4j.session;

import dev.vmi4j.core.paging.AddressSpace;

/**
 * An address space and whose it is.
 *
 * @param space the address space
 * @param origin whose it is, for example {@code the kernel} or {@code vCPU 0, because no kernel was found}
 */
public record Space(AddressSpace space, String origin) {}
