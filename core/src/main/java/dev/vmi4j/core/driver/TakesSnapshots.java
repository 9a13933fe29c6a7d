package dev.vmi4j.core.driver;

/** The capability to save the whole machine, disks included, and to bring it back to that moment. */
public interface TakesSnapshots extends VmiDriver {
    /**
     * Saves the machine, which is stopped meanwhile.
     *
     * @param name of the snapshot; one of the same name is replaced
     * @throws dev.vmi4j.core.error.VmiException when the machine has nowhere to save it
     */
    void saveSnapshot(String name);

    /**
     * Brings the machine back to a snapshot. What was read before is out of date; the driver forgets it, of translations
     * {@link dev.vmi4j.core.VmiCore#newEpoch} does.
     *
     * @param name of the snapshot
     * @throws dev.vmi4j.core.error.VmiException when there is none of that name
     */
    void loadSnapshot(String name);

    /**
     * Deletes a snapshot.
     *
     * @param name of the snapshot
     * @throws dev.vmi4j.core.error.VmiException when there is none of that name
     */
    void deleteSnapshot(String name);
}
