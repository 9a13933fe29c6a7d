/**
 * Searches guest memory, physical or virtual: a {@link dev.vmi4j.tools.search.Needle} says what to look for, a {@link
 * dev.vmi4j.tools.search.Haystack} where, {@link dev.vmi4j.tools.search.MemorySearch} does it in parallel and in order.
 */
@NullMarked
package dev.vmi4j.tools.search;

import org.jspecify.annotations.NullMarked;
