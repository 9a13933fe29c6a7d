package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.session.OpenOptions;
import dev.vmi4j.session.Session;
import java.nio.file.Path;

/** Opens images and attaches to running guests; a test hands over its own. */
@FunctionalInterface
public interface Opener {
    /**
     * Opens an image.
     *
     * @param image the image's file
     * @param options how to open it
     * @param messages hear of the progress
     * @return the session, which the caller closes
     */
    Session open(Path image, OpenOptions options, Messages messages);

    /**
     * Attaches to a running guest.
     *
     * @param options how
     * @return the session, which the caller closes
     */
    default Session attach(QemuOptions options) {
        return Session.attach(options);
    }
}
