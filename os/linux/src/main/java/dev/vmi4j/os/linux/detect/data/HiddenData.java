package dev.vmi4j.os.linux.detect.data;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.os.linux.detect.LinuxPlatform;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.ksymtab.ExportedSymbols;
import dev.vmi4j.symbols.type.DataSection;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.VariableType;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Completes the symbols of a kernel that lists functions alone. */
public final class HiddenData {
    private static final String WHAT = "data symbols";
    private static final String SYMBOL = "SYMBOL(";
    private static final String PER_CPU = ".data..percpu";

    /** An exported table counts when of so many of its functions the kernel's list says the same. */
    private static final double AGREEING = 0.9;

    private final VmiCore core;
    private final AddressSpace space;
    private final Vmcoreinfo info;
    private final LinuxPlatform platform;
    private final List<Finding> findings;

    /**
     * Prepares to search.
     *
     * @param core the guest
     * @param space the kernel's address space
     * @param info what the kernel says about itself
     * @param platform decodes its code
     * @param findings receives how data was found
     */
    public HiddenData(
            VmiCore core, AddressSpace space, Vmcoreinfo info, LinuxPlatform platform, List<Finding> findings) {
        this.core = core;
        this.space = space;
        this.info = info;
        this.platform = platform;
        this.findings = findings;
    }

    /**
     * The symbols with the data that was found.
     *
     * @param functions what kallsyms lists
     * @param types the kernel's types
     * @param place tells where its image lies; asked only when data is missing
     * @return the same table when it lists data, or when nothing was found
     */
    public SymbolTable complete(SymbolTable functions, Optional<TypeCatalog> types, Supplier<ImageRange> place) {
        if (functions.size() == 0 || functions.address("init_task").isPresent()) {
            return functions;
        }
        SymbolTable stated = with(functions, stated());
        ImageRange image = place.get();
        SymbolTable exported = with(stated, exported(functions, image));
        SymbolTable perCpu =
                with(exported, types.map(known -> perCpu(known, exported)).orElse(List.of()));
        return types.isPresent() ? follow(perCpu, types, image) : perCpu;
    }

    private List<Symbol> stated() {
        return info.entries().keySet().stream()
                .filter(key -> key.startsWith(SYMBOL) && key.endsWith(")"))
                .map(key -> key.substring(SYMBOL.length(), key.length() - 1))
                .flatMap(name -> info.symbol(name).stream().mapToObj(address -> new Symbol(name, address, 'D')))
                .toList();
    }

    private List<Symbol> exported(SymbolTable functions, ImageRange image) {
        List<Symbol> found =
                ExportedSymbols.find(space, image.readOnlyStart(), image.readOnlyEnd(), image.start(), image.end());
        List<Symbol> listed = found.stream()
                .filter(symbol -> functions.address(symbol.name()).isPresent())
                .toList();
        long agreeing = listed.stream()
                .filter(symbol ->
                        functions.findAll(symbol.name()).stream().anyMatch(same -> same.address() == symbol.address()))
                .count();
        if (listed.isEmpty() || agreeing < AGREEING * listed.size()) {
            findings.add(new Finding(
                    WHAT,
                    "none",
                    "the kernel lists functions alone, and no table of what it exports"
                            + " lies in its read-only data"));
            return List.of();
        }
        List<Symbol> data = found.stream()
                .filter(symbol -> functions.address(symbol.name()).isEmpty())
                .toList();
        findings.add(new Finding(
                WHAT,
                data.size() + " exported",
                "the tables of what the kernel exports; kallsyms says the same of " + agreeing + " of " + listed.size()
                        + " functions in them"));
        return data;
    }

    /** The kernel's types list its per-CPU variables by their offsets; what it exports of them says from where. */
    private List<Symbol> perCpu(TypeCatalog types, SymbolTable symbols) {
        Map<String, Long> offsets = new HashMap<>();
        types.first(PER_CPU, DataSection.class)
                .ifPresent(section -> section.variables().forEach(variable -> {
                    if (types.type(variable.variable().id()) instanceof VariableType named) {
                        offsets.put(named.name(), variable.offset());
                    }
                }));
        OptionalLong start = sectionStart(offsets, symbols);
        if (start.isEmpty()) {
            return List.of();
        }
        findings.add(new Finding(
                "per-CPU symbols",
                offsets.size() + " variables",
                "section " + PER_CPU + " of the kernel's types, which begins where all that it exports of them says"));
        return Stream.concat(
                        Stream.of(new Symbol("__per_cpu_start", start.getAsLong(), 'D')),
                        offsets.entrySet().stream()
                                .map(entry -> new Symbol(entry.getKey(), start.getAsLong() + entry.getValue(), 'd')))
                .toList();
    }

    private static OptionalLong sectionStart(Map<String, Long> offsets, SymbolTable symbols) {
        long[] starts = offsets.entrySet().stream()
                .flatMapToLong(entry -> symbols.address(entry.getKey()).stream().map(at -> at - entry.getValue()))
                .distinct()
                .toArray();
        return starts.length == 1 ? OptionalLong.of(starts[0]) : OptionalLong.empty();
    }

    private SymbolTable follow(SymbolTable symbols, Optional<TypeCatalog> types, ImageRange image) {
        Evidence evidence = new Evidence(new Kernel(core, space, symbols, types, ""), info, platform, image);
        List<Symbol> found = Clues.ALL.stream()
                .filter(clue -> symbols.address(clue.symbol()).isEmpty())
                .flatMap(clue -> clue.find(evidence).mapToObj(at -> new Symbol(clue.symbol(), at, 'd')))
                .toList();
        findings.add(new Finding(
                "hidden data",
                String.join(" ", found.stream().map(Symbol::name).toList()),
                "what the code of named functions and known objects point to, each proven by its shape"));
        return with(symbols, found);
    }

    private static SymbolTable with(SymbolTable table, List<Symbol> more) {
        List<Symbol> all = new ArrayList<>(table.symbols().toList());
        more.stream().filter(symbol -> table.address(symbol.name()).isEmpty()).forEach(all::add);
        return more.isEmpty() ? table : SymbolTable.of(all);
    }
}
