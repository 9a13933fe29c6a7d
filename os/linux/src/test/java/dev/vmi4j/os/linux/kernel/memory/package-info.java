/** Tests of {@code dev.vmi4j.os.linux.kernel.memory}. */
@NullMarked
package dev.vmi4j.os.linux.kernel.memory;

import org.jspecify.annotations.NullMarked;
