/**
 * Breakpoints in a running guest, on the contract of drivers alone.
 *
 * <p>A {@link dev.vmi4j.tools.breakpoint.BreakpointManager} keeps {@linkplain
 * dev.vmi4j.tools.breakpoint.Breakpoint breakpoints} of several owners at {@linkplain dev.vmi4j.tools.breakpoint.Place
 * places} (an address, a symbol, an offset in a module) within a {@linkplain dev.vmi4j.tools.breakpoint.Scope scope}
 * (everywhere, or one process), and has each {@linkplain dev.vmi4j.tools.breakpoint.Hit hit} answered by a {@link
 * dev.vmi4j.tools.breakpoint.HitHandler}. With a driver that sets breakpoints itself it uses that; with one that has
 * views, a breakpoint is written into a copy of the page that only instruction fetches see.
 */
@NullMarked
package dev.vmi4j.tools.breakpoint;

import org.jspecify.annotations.NullMarked;
