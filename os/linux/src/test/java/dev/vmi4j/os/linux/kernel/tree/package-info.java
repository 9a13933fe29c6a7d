/** Tests of {@code dev.vmi4j.os.linux.kernel.tree}. */
@NullMarked
package dev.vmi4j.os.linux.kernel.tree;

import org.jspecify.annotations.NullMarked;
