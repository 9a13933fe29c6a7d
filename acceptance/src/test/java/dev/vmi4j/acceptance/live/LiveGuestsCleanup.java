package dev.vmi4j.acceptance.live;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Deletes the recordings of the live guests after the last test; registered for all tests as a service. */
public final class LiveGuestsCleanup implements BeforeAllCallback {
    /** Made by the service loader. */
    public LiveGuestsCleanup() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(LiveGuestsCleanup.class))
                .computeIfAbsent(AutoCloseable.class, _ -> LiveGuests::clean, AutoCloseable.class);
    }
}
