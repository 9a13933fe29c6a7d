/** Reading bytes of untrusted files: {@link dev.vmi4j.symbols.binary.ByteReader}. */
@NullMarked
package dev.vmi4j.symbols.binary;

import org.jspecify.annotations.NullMarked;
