package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.driver.qemu.QemuGuest;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.driver.qemu.RamWay;
import dev.vmi4j.session.OpenOptions;
import dev.vmi4j.session.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A running guest in the place of an image: {@code --qmp SOCKET}, or {@code qmp:SOCKET} where the image would stand, which
 * is what the option is turned into before a command's parameters are counted.
 */
final class LiveOptions {
    static final String QMP = "--qmp";

    private static final String GDB = "--gdb";
    private static final String RUNNING = "--running";
    private static final String SCHEME = "qmp:";

    private LiveOptions() {}

    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(
                        Specs.text(
                                QMP,
                                "SOCKET",
                                "Instead of IMAGE: the UNIX socket of a running QEMU's monitor (-qmp unix:SOCKET,server=on,wait=off)."))
                .addOption(Specs.text(
                        GDB,
                        "SOCKET",
                        "The UNIX socket of its GDB stub; one is started through the monitor when this is not given."))
                .addOption(Specs.flag(
                        RUNNING, "Read a running guest without pausing it: what is shown may not fit together."));
    }

    /** {@code vmi --qmp SOCKET ps} means {@code vmi ps --qmp SOCKET}. */
    static String[] commandFirst(String... args) {
        int options = 0;
        while (options + 1 < args.length && (args[options].equals(QMP) || args[options].equals(GDB))) {
            options += 2;
        }
        if (options == 0 || options >= args.length) {
            return args;
        }
        List<String> ordered = new ArrayList<>(List.of(args));
        ordered.addFirst(ordered.remove(options));
        return ordered.toArray(String[]::new);
    }

    /** The command line with a running guest in the place of the image. */
    static String[] asImage(String... args) {
        List<String> changed = new ArrayList<>(List.of(args));
        for (int i = 0; i < changed.size(); i++) {
            String arg = changed.get(i);
            if (arg.equals(QMP) && i + 1 < changed.size()) {
                changed.remove(i);
                changed.addFirst(SCHEME + changed.remove(i));
                break;
            }
            if (arg.startsWith(QMP + "=")) {
                changed.remove(i);
                changed.addFirst(SCHEME + arg.substring(QMP.length() + 1));
                break;
            }
        }
        return changed.toArray(String[]::new);
    }

    static boolean isLive(String image) {
        return image.startsWith(SCHEME);
    }

    /** A session whose guest runs. */
    static Session attached(String image, ParseResult options, Context context) {
        OpenOptions findings = ImageOptions.openOptions(options);
        if (findings.rawBase().isPresent() || findings.memoryMap().isPresent()) {
            throw new UsageException(ImageOptions.RAW_BASE + " and " + ImageOptions.MEMORY_MAP
                    + " are for raw images: of a running guest QEMU says where its RAM is");
        }
        return context.opener()
                .attach(options(image, options), findings, context.console().environment());
    }

    private static QemuOptions options(String image, ParseResult options) {
        QemuOptions usual = QemuOptions.of(ImageOptions.path(image.substring(SCHEME.length())));
        String stub = options.matchedOptionValue(GDB, "");
        return stub.isEmpty() ? usual : usual.withStub(ImageOptions.path(stub));
    }

    /** A session whose guest is paused until it is closed, unless the user wants it to run. */
    static Session attach(String image, ParseResult options, Context context) {
        Messages messages = context.console().messages();
        Session session = attached(image, options, context);
        try {
            if (options.hasMatchedOption(RUNNING)) {
                messages.note("the guest runs while it is read: what is shown may not fit together");
            } else {
                pauseUntilClosed(session, messages);
            }
            return session;
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /** The kernel is looked for before, while the guest runs on, unless that would stop it for every page. */
    private static void pauseUntilClosed(Session session, Messages messages) {
        boolean readByStub = session.driver() instanceof QemuGuest guest && guest.ramWay() == RamWay.STUB;
        if (!readByStub) {
            Kernels.find(session, messages);
        }
        var untilClosed = session.pause();
        assert untilClosed != null;
    }
}
