/** Tables without any renderer. */
@NullMarked
package dev.vmi4j.core.table;

import org.jspecify.annotations.NullMarked;
