package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.driver.WatchesMemory;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.MemoryAccessEvent;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.tools.event.Cause;
import dev.vmi4j.tools.event.EventTool;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints a line each time the guest accesses some memory. */
final class WatchMemCommand implements Command {
    private static final String LENGTH = "--length";
    private static final String ACCESS = "--access";
    private static final int SHOWN = 16;

    @Override
    public String name() {
        return "watch-mem";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Prints a line each time a running guest accesses some memory: virtual CPU, process, where the code is"
                        + " then, what was done, and what the first bytes hold now.");
        Watching.addTo(spec.addPositional(Specs.parameter(
                        1, "ADDRESS", "A symbol, SYMBOL+OFFSET or an address, in every address space.")))
                .addOption(Specs.number(LENGTH, "BYTES", "How much to watch; 8 bytes unless given."))
                .addOption(Specs.choice(
                        List.of(ACCESS),
                        "KIND",
                        List.of("r", "w", "rw"),
                        "What to report: r, w (unless given) or rw."));
        Specs.examples(spec, "vmi watch-mem --qmp qmp.sock jiffies --count 5");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        long length = options.matchedOptionValue(LENGTH, 8L);
        MemoryAccess access = access(options.matchedOptionValue(ACCESS, "w"));
        try (Watching guest = Watching.attach(options, context)) {
            Va va = new Va(Places.of(() -> Optional.of(guest.system())).address(options.matchedPositionalValue(1, "")));
            WatchesMemory driver = guest.session().driver().require(WatchesMemory.class);
            guest.loop().add(new Watcher(guest, driver, va, length, access));
            return guest.run(options, Optional.empty(), () -> false);
        }
    }

    private static MemoryAccess access(String text) {
        return switch (text) {
            case "r" -> MemoryAccess.R;
            case "w" -> MemoryAccess.W;
            case "rw" -> MemoryAccess.RW;
            default -> throw new UsageException(ACCESS + " is r, w or rw, not '" + text + "'");
        };
    }

    /** The watched memory. */
    private record Watcher(Watching guest, WatchesMemory driver, Va va, long length, MemoryAccess access)
            implements EventTool {
        Watcher {
            driver.watch(va, length, access);
        }

        @Override
        public Optional<EventResponse> handle(VmiEvent event, Cause cause) {
            return event.reason().asMemoryAccess().map(what -> show(event, what));
        }

        private EventResponse show(VmiEvent event, MemoryAccessEvent what) {
            guest.line(String.join(
                    "  ",
                    event.vcpu().toString(),
                    guest.who(event.registers()),
                    guest.name(event.registers().instructionPointer()),
                    what.access().toString(),
                    what.va().map(Va::toString).orElse(Addresses.hex(va.value())),
                    content(event)));
            return EventResponse.CONTINUE;
        }

        private String content(VmiEvent event) {
            AddressSpace space =
                    event.registers().addressSpace(guest.system().core().memory(), va);
            int shown = (int) space.readable(va.value(), Math.min(SHOWN, length));
            return shown == 0 ? "?" : HexFormat.of().formatHex(space.readBytes(va.value(), shown));
        }

        @Override
        public void close() {
            driver.unwatch(va, length, access);
        }
    }
}
