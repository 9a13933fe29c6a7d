package dev.vmi4j.cli.command;

import dev.vmi4j.driver.qemu.QemuGuest;
import dev.vmi4j.driver.qemu.qmp.Json;
import dev.vmi4j.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Saves an image of a running guest: QEMU itself writes it, while the guest stands. */
final class DumpCommand implements Command {
    private static final String FILE = "-o";
    private static final String FORMAT = "--format";
    private static final String ELF = "elf";
    private static final Map<String, Json.JsonObject> ARGUMENTS = Map.of(
            ELF,
            Json.object().with("paging", false),
            "elf-paging",
            Json.object().with("paging", true),
            "kdump-zlib",
            Json.object().with("paging", false).with("format", "kdump-zlib"));
    private static final List<String> FORMATS = List.of(ELF, "elf-paging", "kdump-zlib");

    @Override
    public String name() {
        return "dump";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(), "Saves an image of a running guest, with the registers of its virtual CPUs. QEMU writes it.");
        spec.addPositional(Specs.parameter(0, "GUEST", "Given by --qmp SOCKET."));
        LiveOptions.addTo(spec);
        ImageOptions.addLogging(spec);
        spec.addOption(Specs.text(FILE, "FILE", "The image's file, which must not exist."))
                .addOption(Specs.choice(
                        List.of(FORMAT), "FORMAT", FORMATS, "The image's format: " + String.join(", ", FORMATS) + "."));
        Specs.examples(spec, "vmi dump --qmp SOCKET -o image.elf");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        String file = options.matchedOptionValue(FILE, "");
        String format = options.matchedOptionValue(FORMAT, ELF);
        Json.JsonObject arguments = ARGUMENTS.get(format);
        if (file.isEmpty() || arguments == null) {
            throw new UsageException(
                    file.isEmpty() ? "where to? " + FILE + " FILE" : "there is no format '" + format + "'");
        }
        Path image = ImageOptions.path(file);
        if (Files.exists(image)) {
            throw new UsageException(file + " exists");
        }
        String source = options.matchedPositionalValue(0, "");
        if (!LiveOptions.isLive(source)) {
            throw new UsageException("only a running guest can be saved: vmi dump --qmp SOCKET " + FILE + " FILE");
        }
        try (Session session = LiveOptions.attached(source, options, context)) {
            if (session.driver() instanceof QemuGuest guest) {
                guest.dump(image, arguments);
            }
        }
        context.console().messages().note("saved in " + image);
        return ExitCode.OK;
    }
}
