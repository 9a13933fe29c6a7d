/**
 * Tests on real guests, booted for the purpose: what vmi4j says is compared with what the guest said about itself and
 * with QEMU's own answers. {@link dev.vmi4j.acceptance.live.LiveGuests} boots each guest once.
 */
@NullMarked
package dev.vmi4j.acceptance.live;

import org.jspecify.annotations.NullMarked;
