/** JMH benchmarks of the hot paths. */
@NullMarked
package dev.vmi4j.benchmarks;

import org.jspecify.annotations.NullMarked;
