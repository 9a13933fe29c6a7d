package dev.vmi4j.core.os;

import java.util.Optional;

/**
 * Keeps what a detection found, so that the next one need not search. What comes out of it is as little trusted as an
 * image. Implemented by whoever opens images; thread-safe.
 */
public interface SessionStore {
    /** A store that keeps nothing. */
    SessionStore NONE = new SessionStore() {
        @Override
        public Optional<byte[]> load(String key) {
            return Optional.empty();
        }

        @Override
        public void save(String key, byte[] content) {
            // Keeping nothing is what this store is for.
        }
    };

    /**
     * What was saved.
     *
     * @param key letters, digits, {@code -} and {@code .}; for example a build id
     * @return empty when nothing was, or it can no longer be read
     */
    Optional<byte[]> load(String key);

    /**
     * Saves; a store that cannot keep it passes over it.
     *
     * @param key letters, digits, {@code -} and {@code .}
     * @param content what to keep
     */
    void save(String key, byte[] content);
}
