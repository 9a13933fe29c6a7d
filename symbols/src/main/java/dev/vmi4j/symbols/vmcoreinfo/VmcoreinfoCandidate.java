package dev.vmi4j.symbols.vmcoreinfo;

import dev.vmi4j.core.address.Pa;

/**
 * A text in guest memory that reads like VMCOREINFO. It may be a copy, or of a kernel that ran before: only the page
 * tables it leads to prove it.
 *
 * @param pa where the text begins
 * @param info what it says
 */
public record VmcoreinfoCandidate(Pa pa, Vmcoreinfo info) {}
