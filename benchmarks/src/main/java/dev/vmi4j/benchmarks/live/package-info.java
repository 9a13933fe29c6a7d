/**
 * The rates of a running guest: {@link dev.vmi4j.benchmarks.live.Rates} measures a bare client of QEMU's stub, GDB's Python
 * and vmi4j in turns on one guest that comes to a breakpoint as often as it can.
 */
@NullMarked
package dev.vmi4j.benchmarks.live;

import org.jspecify.annotations.NullMarked;
