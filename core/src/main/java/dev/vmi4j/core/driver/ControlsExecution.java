package dev.vmi4j.core.driver;

/** The capability to stop the guest and to let it run again. */
public interface ControlsExecution extends VmiDriver {
    /**
     * Stops every virtual CPU until the scope is closed. Scopes are counted: the guest runs again when the last is
     * closed.
     *
     * @return the scope
     */
    PauseScope pause();

    /**
     * Whether the guest is stopped.
     *
     * @return true while at least one scope is open
     */
    boolean isPaused();

    /** A time in which the guest does not run. */
    @FunctionalInterface
    interface PauseScope extends AutoCloseable {
        /** Ends the scope; ending it twice has no further effect. */
        @Override
        void close();
    }
}
