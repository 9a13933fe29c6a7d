/** Tests of {@code dev.vmi4j.os.linux.kernel.file}. */
@NullMarked
package dev.vmi4j.os.linux.kernel.file;

import org.jspecify.annotations.NullMarked;
