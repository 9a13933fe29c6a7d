package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.os.linux.kernel.Lazy;
import dev.vmi4j.os.linux.kernel.module.LoadedModule;
import dev.vmi4j.os.linux.kernel.module.Modules;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Names the code at an address: of the kernel, of its modules, and of BPF programs, as the kernel itself names it. Made for
 * one moment of the guest; thread-safe.
 */
public final class CodeNames {
    private static final int BPF_LIMIT = 1 << 20;

    private final Kernel kernel;
    private final List<KernelText.Range> text;
    private final TableNotes notes;
    private final List<LoadedModule> modules;
    private final List<Piece> pieces;
    private final Lazy<List<LoadedModule>> hidden;

    /** A range of code outside the kernel's image. */
    private record Piece(KernelText.Range range, String module, SymbolTable symbols) {
        Optional<CodePlace> place(long address) {
            return symbols.nearest(address)
                    .map(found -> new CodePlace(found.symbol().name(), found.offset(), Optional.of(module)));
        }
    }

    /**
     * Reads where the code lies that is not the kernel's own.
     *
     * @param kernel the kernel
     * @param notes receives what could not be read
     */
    public CodeNames(Kernel kernel, TableNotes notes) {
        this.kernel = kernel;
        this.notes = notes;
        this.text = KernelText.ranges(kernel);
        this.hidden = new Lazy<>(() -> modules(() -> new Modules(kernel).hidden(new TableNotes())));
        this.modules = modules(() -> new Modules(kernel).known(notes));
        this.pieces = Stream.concat(modules.stream().flatMap(module -> pieces(module, notes)), programs(notes))
                .toList();
    }

    /** The modules that something in the kernel leads to. */
    List<LoadedModule> modules() {
        return modules;
    }

    /** The others. All memory of modules is searched for them, so they are asked for when code is found nowhere else. */
    List<LoadedModule> hidden() {
        return hidden.get();
    }

    /**
     * The function at an address.
     *
     * @param address of an instruction
     * @return empty when no code is known to lie there
     */
    public Optional<CodePlace> at(long address) {
        if (text.stream().anyMatch(range -> range.contains(address))) {
            return kernel.symbols()
                    .nearest(address)
                    .map(found -> new CodePlace(found.symbol().name(), found.offset(), Optional.empty()));
        }
        return place(pieces.stream(), address)
                .or(() -> place(hidden().stream().flatMap(module -> pieces(module, notes)), address));
    }

    private static Optional<CodePlace> place(Stream<Piece> pieces, long address) {
        return pieces.filter(piece -> piece.range.contains(address)).findFirst().flatMap(piece -> piece.place(address));
    }

    /**
     * The function that a frame is in.
     *
     * @param frame one of this kernel's
     * @return empty for user mode, and where no code is known to lie
     */
    public Optional<CodePlace> of(StackFrame frame) {
        long address = frame.address().value();
        if (frame.kind() == FrameKind.USER) {
            return Optional.empty();
        }
        return frame.kind().isExact() ? at(address) : calling(address);
    }

    /** A frame in one word: its function, its address where that is not known, or that it is in user mode. */
    String text(StackFrame frame) {
        return frame.kind() == FrameKind.USER
                ? FrameKind.USER.word()
                : of(frame).map(CodePlace::toString).orElse(frame.address().toString());
    }

    /**
     * The function that made a call. A call that never returns can be the last of its function: what lies behind it then
     * belongs to the next one.
     *
     * @param address behind the call
     * @return empty when no code is known to lie there
     */
    public Optional<CodePlace> calling(long address) {
        return at(address - 1).map(place -> new CodePlace(place.symbol(), place.offset() + 1, place.module()));
    }

    private List<LoadedModule> modules(Supplier<Stream<LoadedModule>> way) {
        try {
            return way.get().toList();
        } catch (VmiException e) {
            notes.add("the code of modules is not known: " + e.getMessage());
            return List.of();
        }
    }

    private static Stream<Piece> pieces(LoadedModule module, TableNotes notes) {
        try {
            String name = module.name();
            SymbolTable symbols = module.symbols();
            return module.areas().stream()
                    .map(area -> new Piece(range(area.base().value(), area.size()), name, symbols));
        } catch (VmiException e) {
            notes.add("the code of " + module + " has no names: " + e.getMessage());
            return Stream.empty();
        }
    }

    private static KernelText.Range range(long base, long size) {
        return new KernelText.Range(base, base + size);
    }

    /** The list {@code bpf_kallsyms}: programs, and what calls them. */
    private Stream<Piece> programs(TableNotes notes) {
        OptionalLong list = kernel.symbols().address("bpf_kallsyms");
        Optional<StructLayout> layout = StructLayout.find(kernel.requireTypes(), "bpf_ksym");
        if (list.isEmpty() || layout.isEmpty()) {
            return Stream.empty();
        }
        long link = layout.get().offset("lnode");
        return KernelList.walk(kernel, list.getAsLong(), BPF_LIMIT, "the code of BPF programs", notes)
                .mapToObj(entry -> program(layout.get(), entry - link, notes))
                .flatMap(Optional::stream);
    }

    private Optional<Piece> program(StructLayout layout, long address, TableNotes notes) {
        try {
            long start = layout.field("start").read(kernel.memory(), address);
            long end = layout.field("end").read(kernel.memory(), address);
            Field name = layout.field("name");
            String text = kernel.memory().readUtf8(address + name.offset(), (int) name.size());
            SymbolTable symbols = SymbolTable.of(List.of(new Symbol(text, start, 't'), new Symbol(text, end, 't')));
            return Optional.of(new Piece(new KernelText.Range(start, end), "bpf", symbols));
        } catch (VmiException e) {
            notes.add("a BPF program has no name: " + e.getMessage());
            return Optional.empty();
        }
    }
}
