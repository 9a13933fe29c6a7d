/**
 * The tables of the Linux layer: one class each, listed in {@link dev.vmi4j.os.linux.table.LinuxTables}. A definition is
 * a {@link dev.vmi4j.os.linux.table.LinuxTable}: columns over rows that are views of kernel objects.
 */
@NullMarked
package dev.vmi4j.os.linux.table;

import org.jspecify.annotations.NullMarked;
