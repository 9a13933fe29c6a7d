package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.os.SessionStore;
import java.util.Optional;

/**
 * Where an earlier run found the VMCOREINFO text of a source, so that its memory need not be searched again. What was
 * saved is a hint alone: it is proven like any other candidate.
 */
public final class SavedLocation {
    private static final String KEY = "linux-vmcoreinfo";

    private final SessionStore store;

    /**
     * A location that a store keeps.
     *
     * @param store of the source
     */
    public SavedLocation(SessionStore store) {
        this.store = store;
    }

    /**
     * What was saved.
     *
     * @return where the text may begin; empty when nothing was saved
     */
    public Optional<Pa> load() {
        return store.load(KEY)
                .filter(content -> content.length == Long.BYTES)
                .map(content -> new Pa(LittleEndian.getLong(content, 0)));
    }

    /**
     * Saves it.
     *
     * @param info where the text of the kernel that was proven begins
     */
    public void save(Pa info) {
        byte[] content = new byte[Long.BYTES];
        LittleEndian.putLong(content, 0, info.value());
        store.save(KEY, content);
    }
}
