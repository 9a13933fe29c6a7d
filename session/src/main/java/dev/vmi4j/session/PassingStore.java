package dev.vmi4j.session;

import dev.vmi4j.core.os.SessionStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps small findings for as long as a session is open, so that one step of it need not repeat the search of another. */
final class PassingStore implements SessionStore {
    /** Symbols and types are read once in a session: keeping them would only take memory. */
    private static final int LIMIT = 4096;

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> load(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void save(String key, byte[] content) {
        if (content.length <= LIMIT) {
            kept.put(key, content.clone());
        }
    }
}
