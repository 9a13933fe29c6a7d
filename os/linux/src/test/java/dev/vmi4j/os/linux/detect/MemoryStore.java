package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.os.SessionStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A store that lives as long as its test. */
final class MemoryStore implements SessionStore {
    final Map<String, byte[]> saved = new HashMap<>();

    @Override
    public Optional<byte[]> load(String key) {
        return Optional.ofNullable(saved.get(key));
    }

    @Override
    public void save(String key, byte[] content) {
        saved.put(key, content);
    }
}
