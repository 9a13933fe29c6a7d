package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.session.OpenOptions;
import dev.vmi4j.session.Session;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The parameter IMAGE and the options that every command with an image has. */
final class ImageOptions {
    static final String QUIET = "--quiet";
    static final String DEBUG = "--debug";

    static final String RAW_BASE = "--raw-base";
    static final String MEMORY_MAP = "--memory-map";
    private static final String SYMBOLS = "--symbols";
    private static final String NO_SAVE = "--no-save";

    private ImageOptions() {}

    static CommandSpec addTo(CommandSpec spec) {
        return addLogging(addOpening(spec.addPositional(Specs.parameter(
                0,
                "IMAGE",
                "A memory image of any known format, also compressed (.gz, .xz, .zst). It is only read."))));
    }

    static CommandSpec addOpening(CommandSpec spec) {
        return addFinding(LiveOptions.addTo(spec))
                .addOption(Specs.text(
                        RAW_BASE,
                        "ADDRESS",
                        "The guest physical address at which the RAM of a raw image begins; 0 unless given."))
                .addOption(Specs.text(
                        MEMORY_MAP,
                        "FILE",
                        "The physical memory map of a raw image: a line 'FIRST LAST OFFSET' for each range, or"
                                + " what QEMU's 'info mtree -f' prints."));
    }

    /** How the kernel is found, in an image or in a running guest. */
    static CommandSpec addFinding(CommandSpec spec) {
        return spec.addOption(Specs.texts(
                        SYMBOLS,
                        "FILE",
                        "A file that describes the kernel of the very build, for a kernel without types of its"
                                + " own: a debug vmlinux, a Volatility ISF (.json, .json.xz, .json.gz), a"
                                + " System.map. Can be given several times."))
                .addOption(Specs.flag(
                        NO_SAVE,
                        "Neither use nor save what was found about the image (see IMAGE.vmi4j beside it), or about a"
                                + " running guest (in the user's cache folder)."));
    }

    static CommandSpec addLogging(CommandSpec spec) {
        return spec.addOption(Specs.flag(QUIET, "Show errors alone: no progress, no notes."))
                .addOption(Specs.flag(DEBUG, "Show a stack trace with an error."));
    }

    static Session open(ParseResult options, Context context) {
        Messages messages = context.console().messages();
        String image = options.matchedPositionalValue(0, "");
        if (LiveOptions.isLive(image)) {
            return LiveOptions.attach(image, options, context);
        }
        Session session = context.opener().open(path(image), openOptions(options), messages);
        messages.done();
        return session;
    }

    static OpenOptions openOptions(ParseResult options) {
        String base = options.matchedOptionValue(RAW_BASE, "");
        String map = options.matchedOptionValue(MEMORY_MAP, "");
        if (!base.isEmpty() && !map.isEmpty()) {
            throw new UsageException(RAW_BASE + " and " + MEMORY_MAP + " exclude each other");
        }
        return new OpenOptions(
                base.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(RAW_BASE, base)),
                map.isEmpty() ? Optional.empty() : Optional.of(path(map)),
                options.hasMatchedOption(NO_SAVE) ? OpenOptions.Keeping.NOTHING : OpenOptions.Keeping.FINDINGS,
                options.matchedOptionValue(SYMBOLS, List.<String>of()).stream()
                        .map(ImageOptions::path)
                        .toList());
    }

    static long number(String name, String text) {
        try {
            return Addresses.parse(text);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " wants a number, decimal or hexadecimal with 0x, not '" + text + "'");
        }
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + text + "' is no file name: " + e.getReason());
        }
    }
}
