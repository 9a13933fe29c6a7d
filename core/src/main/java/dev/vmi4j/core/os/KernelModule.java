package dev.vmi4j.core.os;

import dev.vmi4j.core.address.Va;
import java.util.function.Predicate;

/**
 * A module or driver that was loaded into the kernel of a guest. Implemented by each operating system layer.
 */
public interface KernelModule {
    /**
     * The kernel's object.
     *
     * @return its address; Linux: the {@code struct module}
     */
    Va object();

    /**
     * The name.
     *
     * @return as the kernel keeps it
     */
    String name();

    /**
     * Where its code begins.
     *
     * @return the first address
     */
    Va base();

    /**
     * The size of all its pieces, which need not follow each other.
     *
     * @return in bytes
     */
    long size();

    /**
     * Whether an address lies in one of its pieces.
     *
     * @param va virtual address
     * @return true when it does
     */
    boolean contains(Va va);

    /**
     * Its executable image.
     *
     * @return Linux: its code alone, which the kernel may keep apart from its data
     */
    ExecutableImage image();

    /**
     * A predicate that finds a module.
     *
     * @param name the whole name
     * @return true for the module of that name
     */
    static Predicate<KernelModule> hasName(String name) {
        return module -> module.name().equals(name);
    }

    /**
     * A predicate that finds the module in which an address lies.
     *
     * @param va virtual address
     * @return true for the module that has it
     */
    static Predicate<KernelModule> hasAddress(Va va) {
        return module -> module.contains(va);
    }
}
