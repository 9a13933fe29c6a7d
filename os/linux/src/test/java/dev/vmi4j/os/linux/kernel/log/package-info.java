/** Tests of the views of kernel objects, on memory made by hand. */
@NullMarked
package dev.vmi4j.os.linux.kernel.log;

import org.jspecify.annotations.NullMarked;
