/**
 * The AArch64 architecture: Armv8-A and Armv9-A in their 64-bit state, translation regime EL1&amp;0, stage 1.
 *
 * <p>{@link dev.vmi4j.arch.aarch64.Aarch64} is the architecture, once for each granule. Its paging modes are in {@code
 * paging}, the registers in {@code registers}, exceptions and their syndromes in {@code exception}, events in {@code
 * event}. "Arm ARM" is the Arm Architecture Reference Manual for A-profile architecture (DDI 0487). The regime of a
 * hypervisor that runs at EL2 (HCR_EL2.E2H) is a later extension.
 */
@NullMarked
package dev.vmi4j.arch.aarch64;

import org.jspecify.annotations.NullMarked;
