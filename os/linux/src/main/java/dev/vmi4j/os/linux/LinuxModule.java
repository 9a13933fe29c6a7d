package dev.vmi4j.os.linux;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.ExecutableImage;
import dev.vmi4j.core.os.KernelModule;
import dev.vmi4j.os.linux.image.KernelImages;
import dev.vmi4j.os.linux.kernel.module.LoadedModule;

/**
 * A module of Linux.
 *
 * @param module as the kernel has it
 * @param images makes its image
 */
public record LinuxModule(LoadedModule module, KernelImages images) implements KernelModule {
    @Override
    public Va object() {
        return module.address();
    }

    @Override
    public String name() {
        return module.name();
    }

    @Override
    public Va base() {
        return module.base();
    }

    @Override
    public long size() {
        return module.size();
    }

    @Override
    public ExecutableImage image() {
        return images.module(module);
    }

    @Override
    public boolean contains(Va va) {
        return module.areas().stream()
                .anyMatch(area -> Long.compareUnsigned(va.value() - area.base().value(), area.size()) < 0);
    }
}
