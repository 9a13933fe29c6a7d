/**
 * What lets several tools answer the events of one guest.
 *
 * <p>An {@link dev.vmi4j.tools.event.EventLoop} waits for the events of a driver and hands each to its {@link
 * dev.vmi4j.tools.event.EventTool tools} in turn. Whatever ends the loop, the tools take everything that they put into
 * the guest out of it again.
 */
@NullMarked
package dev.vmi4j.tools.event;

import org.jspecify.annotations.NullMarked;
