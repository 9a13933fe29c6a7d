/**
 * Shows tables: {@link dev.vmi4j.cli.render.TablePrinter} takes a {@link dev.vmi4j.core.table.Table} and a {@link
 * dev.vmi4j.cli.render.Query} (columns, filters, order, limit), and writes the rows through the {@link
 * dev.vmi4j.cli.render.Renderer} of a {@link dev.vmi4j.cli.render.Format}, one at a time. Its {@link
 * dev.vmi4j.cli.render.Summary} says how many rows there were and what could not be read.
 */
@NullMarked
package dev.vmi4j.cli.render;

import org.jspecify.annotations.NullMarked;
