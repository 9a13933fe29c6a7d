package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.session.Session;
import java.util.Optional;

/** Looks for the kernel of a session, which may take long. */
final class Kernels {
    static final String WORK = "looking for a kernel";

    private Kernels() {}

    static Optional<GuestSystem> find(Session session, Messages messages) {
        try (var _ = messages.during(WORK)) {
            return session.system();
        }
    }

    static GuestSystem require(Session session, Messages messages) {
        try (var _ = messages.during(WORK)) {
            return session.requireSystem();
        }
    }
}
