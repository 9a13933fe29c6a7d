/**
 * Drivers: where guest state comes from, and what each can do with it.
 *
 * <p>A driver implements {@link dev.vmi4j.core.driver.VmiDriver} and, of the capabilities below it, exactly those it has:
 *
 * <pre>
 * VmiDriver
 *  +- ReadsMemory          guest physical memory
 *  +- WritesMemory
 *  +- ReadsRegisters
 *  +- WritesRegisters
 *  +- QueriesProtection    second-level access rights of a frame
 *  +- SetsProtection
 *  +- HasViews             several second-level translations
 *  +- MonitorsEvents       events and their responses
 *  |   +- SetsBreakpoints  breakpoints that the guest cannot see
 *  |   +- WatchesMemory    accesses to ranges of virtual addresses
 *  +- ControlsExecution    pause, resume
 *  +- InjectsInterrupts
 *  +- AllocatesFrames      frames the guest does not know of
 *  +- TakesSnapshots       the whole machine, saved and brought back
 * </pre>
 */
@NullMarked
package dev.vmi4j.core.driver;

import org.jspecify.annotations.NullMarked;
