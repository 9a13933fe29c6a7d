package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.os.GuestProcess;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** In which address spaces a breakpoint counts. */
public sealed interface Scope {
    /** Every address space: for the kernel's code, and for code at the same address in all processes. */
    record Everywhere() implements Scope {
        @Override
        public String toString() {
            return "everywhere";
        }
    }

    /**
     * The address space of one process.
     *
     * @param roots its translation roots: one, or two where user mode has page tables of its own
     * @param process the process; empty when only its roots are known
     */
    record InProcess(List<Pa> roots, Optional<GuestProcess> process) implements Scope {
        /** Copies the list. */
        public InProcess {
            roots = List.copyOf(roots);
            if (roots.isEmpty()) {
                throw new IllegalArgumentException("a process without page tables runs no code of its own");
            }
        }

        @Override
        public String toString() {
            return "root " + roots.getFirst();
        }
    }

    /**
     * Every address space.
     *
     * @return the scope
     */
    static Scope everywhere() {
        return new Everywhere();
    }

    /**
     * The address space of a process.
     *
     * @param process a process with page tables of its own
     * @return the scope
     * @throws IllegalArgumentException when it has none
     */
    static Scope process(GuestProcess process) {
        List<Pa> roots = Stream.of(process.translationRoot(), process.userTranslationRoot())
                .flatMap(Optional::stream)
                .toList();
        return new InProcess(roots, Optional.of(process));
    }

    /**
     * The address space of a translation root.
     *
     * @param root the root
     * @return the scope
     */
    static Scope root(Pa root) {
        return new InProcess(List.of(root), Optional.empty());
    }

    /**
     * Whether a virtual CPU runs in this scope.
     *
     * @param registers of the virtual CPU
     * @return true when it does
     */
    default boolean contains(Registers registers) {
        return switch (this) {
            case Everywhere _ -> true;
            case InProcess(List<Pa> roots, Optional<GuestProcess> _) ->
                roots.contains(registers.translationRoot(Va.ZERO));
        };
    }
}
