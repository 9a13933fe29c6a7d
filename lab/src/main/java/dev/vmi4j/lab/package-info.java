/** Boots real guests in QEMU and records what they say about themselves. */
@NullMarked
package dev.vmi4j.lab;

import org.jspecify.annotations.NullMarked;
