/**
 * Images of which pages are missing or wrong: every table ends, in bounded time and memory, with the rows right that no
 * such page bears on.
 */
@NullMarked
package dev.vmi4j.acceptance.torn;

import org.jspecify.annotations.NullMarked;
