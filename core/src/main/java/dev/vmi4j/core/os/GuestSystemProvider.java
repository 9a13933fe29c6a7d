package dev.vmi4j.core.os;

import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.table.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** The service by which an operating system layer is found. Implemented once by each. */
public interface GuestSystemProvider {
    /**
     * The operating system.
     *
     * @return lower case, for example {@code linux}
     */
    String name();

    /**
     * Looks for this system's kernel.
     *
     * @param source where to look
     * @return the session, or why there is none
     */
    Detection detect(Source source);

    /**
     * Where guest physical memory lies, for a source that holds one piece after the other and does not say where: the
     * kernel in it knows.
     *
     * @param source with everything from address 0 on; its store may keep what spares the detection a search
     * @return guest physical ranges in the order of the pieces; empty when no kernel in it says so, or it lies right
     */
    default List<MemoryRange> layout(Source source) {
        return List.of();
    }

    /**
     * The tables that guests of this system have, as far as they are known without a guest: for help and completion.
     *
     * @return sorted by name; empty when only a guest can tell
     */
    default List<TableSchema> schemas() {
        return List.of();
    }

    /**
     * Where to look for a kernel.
     *
     * @param driver the memory
     * @param architectures the architectures to consider, the most likely first
     * @param registers the registers of each virtual CPU; empty when the source has none
     * @param store what earlier detections saved
     * @param symbolFiles files that describe the kernel, for one that does not carry its own types; usually none
     */
    record Source(
            ReadsMemory driver,
            List<Architecture> architectures,
            List<Registers> registers,
            SessionStore store,
            List<Path> symbolFiles) {
        /** Copies the lists. */
        public Source {
            architectures = List.copyOf(architectures);
            registers = List.copyOf(registers);
            symbolFiles = List.copyOf(symbolFiles);
        }

        /**
         * Where to look for a kernel that describes itself.
         *
         * @param driver the memory
         * @param architectures the architectures to consider, the most likely first
         * @param registers the registers of each virtual CPU; empty when the source has none
         * @param store what earlier detections saved
         */
        public Source(
                ReadsMemory driver, List<Architecture> architectures, List<Registers> registers, SessionStore store) {
            this(driver, architectures, registers, store, List.of());
        }
    }

    /** The outcome of a detection. */
    sealed interface Detection {}

    /**
     * A kernel was found.
     *
     * @param system the session
     */
    record Found(GuestSystem system) implements Detection {}

    /**
     * No kernel was found.
     *
     * @param reason one sentence: what was looked for, and how far it led
     */
    record NotFound(String reason) implements Detection {}

    /**
     * Every provider on the module path.
     *
     * @return in no particular order
     */
    static List<GuestSystemProvider> all() {
        return ServiceLoader.load(GuestSystemProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
