/** Synthetic guests, contract tests and scripted peers. */
@NullMarked
package dev.vmi4j.testkit;

import org.jspecify.annotations.NullMarked;
