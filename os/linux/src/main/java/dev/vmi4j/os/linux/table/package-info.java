/** The tables of the Linux layer, one class each. */
@NullMarked
package dev.vmi4j.os.linux.table;

import org.jspecify.annotations.NullMarked;
