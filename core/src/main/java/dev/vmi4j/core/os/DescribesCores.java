package dev.vmi4j.core.os;

import dev.vmi4j.core.table.TableNotes;
import java.util.Optional;

/**
 * A guest system that can describe a process in the way of ELF core files, so that a debugger can look at it.
 * Implemented by the operating system layers whose own core files are of this kind.
 */
public interface DescribesCores {
    /**
     * Describes a process.
     *
     * @param pid process identifier
     * @param notes receives what is missing
     * @return empty when there is no such process
     * @throws dev.vmi4j.core.error.VmiException when it has no memory of its own, or cannot be described
     */
    Optional<ProcessCore> processCore(long pid, TableNotes notes);
}
