/** Tests of what the kernel knows of processes. */
@NullMarked
package dev.vmi4j.os.linux.kernel.process;

import org.jspecify.annotations.NullMarked;
