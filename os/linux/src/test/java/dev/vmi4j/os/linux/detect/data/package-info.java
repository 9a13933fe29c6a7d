/** Data that a kernel does not list: clues, proofs and what it exports. */
@NullMarked
package dev.vmi4j.os.linux.detect.data;

import org.jspecify.annotations.NullMarked;
