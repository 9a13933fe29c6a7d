/**
 * An architecture that no vendor sells, for tests of code that must not depend on one: pages of 8 KiB in three levels
 * with an inverted leaf bit and split address fields, and further modes with other page sizes, entry sizes and halves.
 *
 * <p>{@link dev.vmi4j.testkit.toy.ToyArchitecture} is the entry point; {@link dev.vmi4j.testkit.toy.ToyEncoders} writes
 * its page tables from literal bits.
 */
@NullMarked
package dev.vmi4j.testkit.toy;

import org.jspecify.annotations.NullMarked;
