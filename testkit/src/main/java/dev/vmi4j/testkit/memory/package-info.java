/** Guest physical memory that a test makes: mapped on the heap, natively or from a file, or paged through a source. */
@NullMarked
package dev.vmi4j.testkit.memory;

import org.jspecify.annotations.NullMarked;
