package dev.vmi4j.os.linux.image;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.ExecutableImage;
import dev.vmi4j.core.os.ExecutableImage.ImageSymbol;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.module.LoadedModule;
import dev.vmi4j.os.linux.kernel.module.ModuleArea;
import dev.vmi4j.symbols.Symbol;
import java.util.Optional;
import java.util.stream.Stream;

/** The images of the kernel and of its modules. Immutable and thread-safe. */
public final class KernelImages {
    private final Kernel kernel;

    /**
     * Images of a kernel.
     *
     * @param kernel the kernel
     */
    public KernelImages(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * The kernel's own image.
     *
     * @param base where it begins
     * @param end where it ends
     * @return with the symbols of kallsyms that lie in it
     */
    public ExecutableImage kernel(Va base, long end) {
        Optional<Va> entry = Stream.of("startup_64", "startup_32", "primary_entry")
                .flatMap(name -> kernel.symbols().find(name).stream())
                .findFirst()
                .map(Symbol::va);
        return new ExecutableImage(
                "vmlinux",
                base,
                end - base.value(),
                ProcessImages.FORMAT,
                architecture(),
                entry,
                _ -> kernel.symbols().between(base.value(), end).map(KernelImages::symbol));
    }

    /**
     * The image of a module.
     *
     * @param module the module
     * @return with the symbols that the kernel keeps of it
     */
    public ExecutableImage module(LoadedModule module) {
        ModuleArea text = module.text();
        return new ExecutableImage(
                module.name() + ".ko",
                text.base(),
                text.size(),
                ProcessImages.FORMAT,
                architecture(),
                module.init(),
                _ -> module.symbols().symbols().map(KernelImages::symbol));
    }

    private String architecture() {
        String name = kernel.core().architecture().name();
        return name.equals("amd64") && kernel.pointerSize() == Integer.BYTES ? "i386" : name;
    }

    static ImageSymbol symbol(Symbol symbol) {
        return new ImageSymbol(symbol.name(), symbol.va());
    }
}
