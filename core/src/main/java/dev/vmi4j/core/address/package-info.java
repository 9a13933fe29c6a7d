/**
 * Typed guest addresses and the contexts in which they are read.
 *
 * <p>{@link dev.vmi4j.core.address.Va}, {@link dev.vmi4j.core.address.Pa} and {@link dev.vmi4j.core.address.Gfn} are
 * unsigned 64-bit values with only the arithmetic that makes sense for them. {@link
 * dev.vmi4j.core.address.AddressContext} is a virtual address with its translation root; {@link
 * dev.vmi4j.core.address.AccessContext} says how an address is to be reached. Hot paths use the raw {@code long}.
 */
@NullMarked
package dev.vmi4j.core.address;

import org.jspecify.annotations.NullMarked;
