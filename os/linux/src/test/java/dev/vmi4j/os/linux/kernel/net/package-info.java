/** Tests of the views of the network. */
@NullMarked
package dev.vmi4j.os.linux.kernel.net;

import org.jspecify.annotations.NullMarked;
