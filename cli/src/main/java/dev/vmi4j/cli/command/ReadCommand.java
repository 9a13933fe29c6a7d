package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.cli.render.Format;
import dev.vmi4j.cli.render.Query;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Session;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.TypedefType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Reads guest memory: as bytes, numbers, text or a structure. */
final class ReadCommand implements Command {
    private static final String LENGTH = "--length";
    private static final String PHYSICAL = "--physical";
    private static final String AS = "--as";
    private static final String COUNT = "--count";
    private static final String TYPE = "--type";
    private static final long DEFAULT_LENGTH = 256;
    private static final long DEFAULT_TEXT = 4096;
    private static final long MOST_TEXT = 1 << 26;
    private static final int WIDE_POINTER = 8;

    @Override
    public String name() {
        return "read";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Reads memory of the kernel, of a process, or of the physical machine. Bytes that cannot be read"
                        + " are shown as ??.");
        ImageOptions.addTo(spec)
                .addPositional(Specs.parameter(
                        1, "ADDRESS", "Where to begin: hexadecimal with 0x, or a symbol such as linux_banner."))
                .addOption(Specs.text(LENGTH, "N", "How many bytes to read; 256 unless given, for text at most 4096."))
                .addOption(Specs.choice(
                        List.of(AS),
                        "KIND",
                        ValueKind.names(),
                        "What to take the memory for: " + String.join(", ", ValueKind.names()) + "."))
                .addOption(Specs.number(COUNT, "N", "How many numbers or pointers to read."))
                .addOption(Specs.text(TYPE, "TYPE", "Show a structure, such as 'struct list_head', with its values."))
                .addOption(Specs.flag(PHYSICAL, "ADDRESS is a guest physical address."));
        TableOptions.addTo(SpaceOptions.addTo(spec));
        Specs.examples(
                spec,
                "vmi read image.raw linux_banner --as string",
                "vmi read image.raw 0x1000 --physical --length 64",
                "vmi read image.raw init_task --type 'struct task_struct' -o json",
                "vmi read image.raw sys_call_table --as ptr --count 4",
                "vmi read image.raw 0x7ffd12345000 --pid 42");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        requireMeaning(options);
        Reading reading = new Reading(
                ValueKind.parse(options.matchedOptionValue(AS, ValueKind.names().getFirst())),
                length(options),
                options.hasMatchedOption(COUNT)
                        ? OptionalLong.of(options.<Long>matchedOptionValue(COUNT, 0L))
                        : OptionalLong.empty());
        Query query = TableOptions.query(options);
        Format format = TableOptions.format(options);
        try (Session session = ImageOptions.open(options, context)) {
            GuestMemory memory = memory(options, session, context.console().messages());
            Places places = Places.of(session::system);
            long address = places.address(options.matchedPositionalValue(1, ""));
            if (options.hasMatchedOption(TYPE)) {
                GuestSystem system = Kernels.require(session, context.console().messages());
                TypeCatalog catalog = Catalogs.of(system);
                StructType type = structure(catalog, options.matchedOptionValue(TYPE, ""));
                return Answer.show(
                        StructValues.table(catalog, type, memory, address, places), query, format, context.console());
            }
            return reading.kind() == ValueKind.HEX
                    ? dump(new DumpReader(memory, address, reading.bytes()), query, format, context)
                    : Answer.show(table(reading, memory, address, places), query, format, context.console());
        }
    }

    private record Reading(ValueKind kind, OptionalLong length, OptionalLong count) {
        long bytes() {
            return length.orElse(DEFAULT_LENGTH);
        }

        /** As many as are asked for, or as fill the length, or one. */
        long values(int size) {
            return count.orElse(length.isPresent() ? length.getAsLong() / size : 1);
        }
    }

    private static void requireMeaning(ParseResult options) {
        if (options.hasMatchedOption(TYPE) && (options.hasMatchedOption(AS) || options.hasMatchedOption(LENGTH))) {
            throw new UsageException(
                    TYPE + " says by itself what to read; " + AS + " and " + LENGTH + " do not go with it");
        }
        if (options.hasMatchedOption(PHYSICAL) && SpaceOptions.given(options)) {
            throw new UsageException(PHYSICAL + " memory belongs to no address space");
        }
        ValueKind kind =
                ValueKind.parse(options.matchedOptionValue(AS, ValueKind.names().getFirst()));
        if (options.hasMatchedOption(COUNT) && kind.size(WIDE_POINTER) == 0) {
            throw new UsageException(COUNT + " goes with numbers and pointers");
        }
        if (options.hasMatchedOption(COUNT) && options.<Long>matchedOptionValue(COUNT, 0L) <= 0) {
            throw new UsageException(COUNT + " wants a number above 0");
        }
    }

    private static OptionalLong length(ParseResult options) {
        if (!options.hasMatchedOption(LENGTH)) {
            return OptionalLong.empty();
        }
        long length = ImageOptions.number(LENGTH, options.matchedOptionValue(LENGTH, ""));
        if (length <= 0) {
            throw new UsageException(LENGTH + " wants a number of bytes above 0");
        }
        return OptionalLong.of(length);
    }

    private static GuestMemory memory(ParseResult options, Session session, Messages messages) {
        return options.hasMatchedOption(PHYSICAL)
                ? session.driver().memory()
                : SpaceOptions.space(options, session, messages).space();
    }

    private static ExitCode dump(DumpReader reader, Query query, Format format, Context context) {
        if (format != Format.TABLE || !query.equals(Query.ALL)) {
            ExitCode shown = Answer.show(HexDump.table(reader), query, format, context.console());
            return reader.isAllUnreadable() ? ExitCode.NOTHING : shown;
        }
        HexDump.print(reader, context.console().output());
        context.console().output().flush();
        Optional<String> gap = reader.gap();
        gap.ifPresent(context.console().messages()::note);
        if (reader.isAllUnreadable()) {
            return ExitCode.NOTHING;
        }
        return gap.isEmpty() ? ExitCode.OK : ExitCode.PARTIAL;
    }

    private static Table<?> table(Reading reading, GuestMemory memory, long address, Places places) {
        if (reading.kind().isText()) {
            long limit = reading.length().orElse(DEFAULT_TEXT);
            return ValueTable.text(memory, address, reading.kind(), (int) Math.min(limit, MOST_TEXT));
        }
        int size = reading.kind().size(pointerSize(memory));
        return ValueTable.numbers(memory, address, reading.kind(), size, reading.values(size), places);
    }

    /** A mode whose addresses have 32 bits has pointers of 4 bytes; in physical memory 8 are taken for granted. */
    private static int pointerSize(GuestMemory memory) {
        return memory instanceof AddressSpace space && space.mode().canonical().bits() <= Integer.SIZE
                ? Integer.BYTES
                : WIDE_POINTER;
    }

    private static StructType structure(TypeCatalog catalog, String name) {
        for (NamedType type : Catalogs.find(catalog, name)) {
            if (type instanceof StructType structure) {
                return structure;
            }
            if (type instanceof TypedefType typedef && typedef.target().resolveBare() instanceof StructType structure) {
                return structure;
            }
        }
        throw new UsageException("'" + name + "' is no structure; " + AS + " reads numbers and text");
    }
}
