/**
 * Tables: what every renderer (terminal, JSON, CSV, later SQL) reads.
 *
 * <p>A {@link dev.vmi4j.core.table.Table} is a typed list of {@linkplain dev.vmi4j.core.table.Column columns} and a
 * lazy, bounded generator of rows. A {@link dev.vmi4j.core.table.Cell} is a typed value, nothing, or unreadable with the
 * reason; {@link dev.vmi4j.core.table.TableNotes} say why a table is empty or stopped early.
 */
@NullMarked
package dev.vmi4j.core.table;

import org.jspecify.annotations.NullMarked;
