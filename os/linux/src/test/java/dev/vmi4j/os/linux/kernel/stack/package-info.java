/** Tests of {@code dev.vmi4j.os.linux.kernel.stack}. */
@NullMarked
package dev.vmi4j.os.linux.kernel.stack;

import org.jspecify.annotations.NullMarked;
