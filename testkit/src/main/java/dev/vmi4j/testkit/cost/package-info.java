/** What an operation costs: {@link dev.vmi4j.testkit.cost.Allocation} counts the bytes it allocates. */
@NullMarked
package dev.vmi4j.testkit.cost;

import org.jspecify.annotations.NullMarked;
