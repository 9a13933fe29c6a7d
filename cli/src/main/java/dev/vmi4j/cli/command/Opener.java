package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.session.OpenOptions;
import dev.vmi4j.session.Session;
import java.nio.file.Path;
import java.util.Map;

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
     * @param findings what is kept of it, and the files that describe its kernel
     * @param environment the environment variables, which say where the user's cache folder is
     * @return the session, which the caller closes
     */
    default Session attach(QemuOptions options, OpenOptions findings, Map<String, String> environment) {
        return Session.attach(options, findings, environment);
    }
}
