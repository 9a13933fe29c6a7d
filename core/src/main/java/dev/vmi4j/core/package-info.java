/**
 * Reading and writing a guest through a driver: {@link dev.vmi4j.core.VmiCore} is the entry point of the library.
 *
 * <p>It joins a {@linkplain dev.vmi4j.core.driver driver} with an {@linkplain dev.vmi4j.core.arch architecture} and a
 * {@linkplain dev.vmi4j.core.paging paging mode}, and reads by {@link dev.vmi4j.core.address.AccessContext}.
 */
@NullMarked
package dev.vmi4j.core;

import org.jspecify.annotations.NullMarked;
