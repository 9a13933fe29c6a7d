/**
 * VMCOREINFO, the lines of text in which a Linux kernel describes itself to crash dump tools.
 *
 * <p>{@link dev.vmi4j.symbols.vmcoreinfo.VmcoreinfoScanner} finds candidates in guest physical memory, {@link
 * dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo} is the parsed text. The lines are described in the kernel's {@code
 * Documentation/admin-guide/kdump/vmcoreinfo.rst}.
 */
@NullMarked
package dev.vmi4j.symbols.vmcoreinfo;

import org.jspecify.annotations.NullMarked;
