package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;

/**
 * Where a kernel was found.
 *
 * @param architecture its architecture
 * @param mode the paging mode of its page tables
 * @param root its translation root, {@code swapper_pg_dir}
 * @param platform Linux's own ways on this architecture
 * @param info what it says about itself
 * @param infoAddress where that text lies
 */
public record KernelLocation(
        Architecture architecture, PagingMode mode, Pa root, LinuxPlatform platform, Vmcoreinfo info, Pa infoAddress) {}
