/**
 * The QEMU Machine Protocol: how a program outside talks to a running QEMU.
 *
 * <p>Start with {@link dev.vmi4j.driver.qemu.qmp.QmpClient}: it connects to a monitor's UNIX socket, sends one command
 * at a time and answers with what QEMU returned. {@link dev.vmi4j.driver.qemu.qmp.Json} is the little of JSON that the
 * protocol needs, {@link dev.vmi4j.driver.qemu.qmp.QmpEvent} is what QEMU says unasked, and every failure is a {@link
 * dev.vmi4j.driver.qemu.qmp.QmpException}.
 */
@NullMarked
package dev.vmi4j.driver.qemu.qmp;

import org.jspecify.annotations.NullMarked;
