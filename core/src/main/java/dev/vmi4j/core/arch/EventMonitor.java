package dev.vmi4j.core.arch;

/**
 * Something that a driver can be asked to report: writes to a register, an interrupt, single steps and so on.
 * Implemented by a sealed family of each architecture.
 */
public interface EventMonitor {
    /**
     * What is monitored.
     *
     * @return for messages, for example {@code CR3 writes}
     */
    String description();
}
