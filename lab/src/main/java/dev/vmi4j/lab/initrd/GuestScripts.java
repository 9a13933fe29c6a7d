package dev.vmi4j.lab.initrd;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The lab's own programs that run in a guest, kept as resources. */
final class GuestScripts {

    private GuestScripts() {}

    static byte[] read(String name) {
        try (var stream = GuestScripts.class.getResourceAsStream("/dev/vmi4j/lab/guest/" + name)) {
            if (stream == null) throw new IllegalStateException("the lab has no resource " + name);
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
