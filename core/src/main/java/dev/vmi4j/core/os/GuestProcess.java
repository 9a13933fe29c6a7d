package dev.vmi4j.core.os;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A process of a guest, of whatever system. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot. Implemented by each operating system layer.
 */
public interface GuestProcess {
    /**
     * The kernel's object.
     *
     * @return its address; Linux: the {@code task_struct} of the first thread
     */
    Va object();

    /**
     * The process identifier.
     *
     * @return as user space sees it
     */
    long id();

    /**
     * The process identifier of the parent.
     *
     * @return 0 for what the kernel itself began
     */
    long parentId();

    /**
     * The name.
     *
     * @return as the kernel keeps it, which may be cut off
     */
    String name();

    /**
     * Whether it runs in the kernel alone.
     *
     * @return Linux: true for a thread of the kernel
     */
    boolean isKernel();

    /**
     * The root of its page tables, as the kernel uses it.
     *
     * @return empty when it has none of its own
     */
    Optional<Pa> translationRoot();

    /**
     * The root of the page tables with which it runs in user mode, where the kernel keeps a second one from it.
     *
     * @return empty where there is no second one
     */
    Optional<Pa> userTranslationRoot();

    /**
     * Its address space.
     *
     * @return by the {@link #translationRoot()}; empty when it has none of its own
     */
    Optional<AddressSpace> addressSpace();

    /**
     * The address space with which it runs in user mode.
     *
     * @return by the {@link #userTranslationRoot()}; empty where there is no second one
     */
    default Optional<AddressSpace> userAddressSpace() {
        return userTranslationRoot()
                .flatMap(root ->
                        addressSpace().map(space -> AddressSpace.of(space.physicalMemory(), space.mode(), root)));
    }

    /**
     * Its threads.
     *
     * @param notes receives why the walk stopped early
     * @return the first one first
     */
    Stream<? extends GuestThread> threads(TableNotes notes);

    /**
     * The regions of its address space.
     *
     * @param notes receives why there are fewer than there should be
     * @return ascending; none when it has no address space of its own
     */
    Stream<? extends MemoryRegion> regions(TableNotes notes);

    /**
     * The region in which an address lies.
     *
     * @param va virtual address
     * @return empty when it lies in none
     */
    default Optional<? extends MemoryRegion> region(Va va) {
        return regions(new TableNotes()).filter(MemoryRegion.hasAddress(va)).findFirst();
    }

    /**
     * The program and the libraries that are mapped into it.
     *
     * @param notes receives why there are fewer than there should be
     * @return in the order of their first region
     */
    default List<UserModule> modules(TableNotes notes) {
        return UserModule.of(regions(notes));
    }

    /**
     * The executable images in its memory: the program, the libraries, and what the kernel itself put there.
     *
     * @param notes receives why there are fewer than there should be
     * @return in the order of their base
     */
    Stream<ExecutableImage> images(TableNotes notes);

    /**
     * A predicate that finds a process.
     *
     * @param id process identifier
     * @return true for the process of that identifier
     */
    static Predicate<GuestProcess> hasId(long id) {
        return process -> process.id() == id;
    }

    /**
     * A predicate that finds processes.
     *
     * @param name the whole name
     * @return true for processes of that name
     */
    static Predicate<GuestProcess> hasName(String name) {
        return process -> process.name().equals(name);
    }

    /**
     * A predicate that finds the children of a process.
     *
     * @param parent process identifier
     * @return true for its children
     */
    static Predicate<GuestProcess> hasParent(long parent) {
        return process -> process.parentId() == parent;
    }

    /**
     * A predicate that finds a process by what a virtual CPU has as translation root.
     *
     * @param root either root
     * @return true for processes with these page tables
     */
    static Predicate<GuestProcess> hasRoot(Pa root) {
        return process -> process.translationRoot().filter(root::equals).isPresent()
                || process.userTranslationRoot().filter(root::equals).isPresent();
    }
}
