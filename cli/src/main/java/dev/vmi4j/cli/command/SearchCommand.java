package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.session.Session;
import dev.vmi4j.session.Space;
import dev.vmi4j.session.SpaceChoice;
import dev.vmi4j.tools.search.Needle;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Searches guest memory for bytes, text or a regular expression, and says whose memory each hit lies in. */
final class SearchCommand implements Command {
    private static final String BYTES = "--bytes";
    private static final String TEXT = "--text";
    private static final String UTF16 = "--utf16";
    private static final String REGEX = "--regex";
    private static final String PID = "--pid";
    private static final String PHYSICAL = "--physical";
    private static final String KERNEL = "--kernel";
    private static final String PROCESSES = "--processes";
    private static final List<String> NEEDLES = List.of(BYTES, TEXT, REGEX);
    private static final List<String> PLACES = List.of(PID, PHYSICAL, KERNEL, PROCESSES);

    @Override
    public String name() {
        return "search";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Searches the physical memory of the guest, or the memory of a process, of every process, or of the kernel,"
                        + " across the borders of pages, and says whose memory each hit lies in.");
        ImageOptions.addTo(spec)
                .addOption(Specs.text(BYTES, "HEX", "Look for these bytes, such as 'de ad be ef'."))
                .addOption(Specs.text(TEXT, "TEXT", "Look for this text in UTF-8."))
                .addOption(Specs.flag(UTF16, "The text is in UTF-16, little-endian."))
                .addOption(
                        Specs.text(
                                REGEX,
                                "RE",
                                "Look for a regular expression; each byte is a character from \\x00 to \\xff, a dot matches every one, and a match has at most 4096."))
                .addOption(
                        Specs.flag(PHYSICAL, "Search all physical memory. This is what is done unless told otherwise."))
                .addOption(Specs.number(PID, "N", "Search the memory of this process."))
                .addOption(Specs.flag(PROCESSES, "Search the memory of every process."))
                .addOption(Specs.flag(KERNEL, "Search what the kernel maps in its half."));
        TableOptions.addTo(spec);
        Specs.examples(
                spec,
                "vmi search image.raw --text 'BEGIN RSA PRIVATE KEY' --limit 10",
                "vmi search image.raw --regex '[\\w.]+@[\\w.]+' --pid 42 -o json",
                "vmi search image.raw --bytes '7f 45 4c 46' --columns address,owner");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        Needle needle = needle(options);
        requireOnePlace(options);
        var query = TableOptions.query(options);
        var format = TableOptions.format(options);
        Messages messages = context.console().messages();
        try (Session session = ImageOptions.open(options, context)) {
            return Answer.show(
                    HitTable.of(place(options, session, messages), needle), query, format, context.console());
        }
    }

    private static HitTable.Place place(ParseResult options, Session session, Messages messages) {
        if (options.hasMatchedOption(PID)) {
            long pid = options.<Long>matchedOptionValue(PID, 0L);
            GuestSystem system = Kernels.require(session, messages);
            Space space = session.space(new SpaceChoice.OfProcess(pid));
            return HitTable.process(system, pid, space.space());
        }
        if (options.hasMatchedOption(PROCESSES)) {
            return HitTable.processes(Kernels.require(session, messages));
        }
        if (options.hasMatchedOption(KERNEL)) {
            return HitTable.kernel(Kernels.require(session, messages));
        }
        try (var _ = messages.during(Kernels.WORK)) {
            return HitTable.physical(session.driver().memory(), session.system());
        }
    }

    private static void requireOnePlace(ParseResult options) {
        if (count(PLACES, options) > 1) {
            throw new UsageException("only one of " + String.join(", ", PLACES) + " can be given");
        }
    }

    private static Needle needle(ParseResult options) {
        if (count(NEEDLES, options) != 1) {
            throw new UsageException("one of " + String.join(", ", NEEDLES) + " says what to look for");
        }
        if (options.hasMatchedOption(UTF16) && !options.hasMatchedOption(TEXT)) {
            throw new UsageException(UTF16 + " belongs to " + TEXT);
        }
        if (options.hasMatchedOption(REGEX)) {
            return regex(options.matchedOptionValue(REGEX, ""));
        }
        byte[] bytes = options.hasMatchedOption(TEXT)
                ? options.matchedOptionValue(TEXT, "")
                        .getBytes(options.hasMatchedOption(UTF16) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8)
                : hex(options.matchedOptionValue(BYTES, ""));
        if (bytes.length == 0) {
            throw new UsageException("there is nothing to look for");
        }
        return Needle.bytes(bytes);
    }

    private static Needle regex(String expression) {
        try {
            return Needle.regex(expression);
        } catch (PatternSyntaxException e) {
            throw new UsageException(REGEX + ": " + e.getDescription() + " at character " + e.getIndex());
        }
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text.replaceAll("0x|[\\s:,]", ""));
        } catch (IllegalArgumentException e) {
            throw new UsageException(BYTES + " wants pairs of hexadecimal digits, not '" + text + "'");
        }
    }

    private static long count(List<String> names, ParseResult options) {
        return names.stream().filter(options::hasMatchedOption).count();
    }
}
