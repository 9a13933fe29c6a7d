package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.module.LoadedModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The unwind data of all code of a kernel: pairs of arrays, one of addresses (each relative to its own place), sorted,
 * one of {@link OrcEntry}s ({@code arch/x86/kernel/unwind_orc.c}).
 */
final class OrcTable {
    /** More than any kernel has; a count above it is no count. */
    private static final long LIMIT = 1L << 24;

    private final GuestMemory memory;
    private final OrcEntry.Layout layout;
    private final List<Piece> pieces;
    private final Supplier<List<Piece>> others;
    private final OrcEntry.Numbering numbering;

    private OrcTable(
            GuestMemory memory,
            OrcEntry.Layout layout,
            List<Piece> pieces,
            Supplier<List<Piece>> others,
            long function) {
        this.memory = memory;
        this.layout = layout;
        this.pieces = List.copyOf(pieces);
        this.others = others;
        this.numbering = numbering(function);
    }

    /** The data of a range of code. */
    record Piece(long low, long high, long addresses, long entries, long count) {
        boolean covers(long address) {
            return Long.compareUnsigned(address, low) >= 0 && Long.compareUnsigned(address, high) < 0;
        }
    }

    /**
     * The table of a kernel and its modules; empty when the kernel carries none.
     *
     * @param others modules that are asked for where the code of no other covers an address
     */
    static Optional<OrcTable> find(Kernel kernel, List<LoadedModule> modules, Supplier<List<LoadedModule>> others) {
        List<Piece> pieces = new ArrayList<>(core(kernel));
        if (pieces.isEmpty() || kernel.types().isEmpty()) {
            return Optional.empty();
        }
        if (kernel.requireTypes().struct("orc_entry").isEmpty()) {
            return Optional.empty();
        }
        pieces.addAll(ModuleOrc.of(kernel, modules));
        return Optional.of(new OrcTable(
                kernel.memory(),
                new OrcEntry.Layout(kernel.requireTypes()),
                pieces,
                () -> ModuleOrc.of(kernel, others.get()),
                kernel.symbol("schedule").value()));
    }

    /**
     * Which numbers registers have: at the first instruction of a function, the caller's stack pointer always depends on
     * RSP.
     */
    private OrcEntry.Numbering numbering(long function) {
        long number = place(function)
                .map(place -> layout.baseNumber(memory, place))
                .orElseThrow(() -> new VmiException("the kernel's unwind data does not cover schedule"));
        return OrcEntry.Numbering.whereStackPointerIs(number)
                .orElseThrow(() -> new VmiException(
                        "the kernel's unwind data numbers registers in an unknown way: RSP is " + number));
    }

    /** The entry for an address of code; empty when no data covers it. */
    Optional<OrcEntry> entry(long address) {
        return place(address).map(place -> layout.read(memory, place, numbering));
    }

    private Optional<Long> place(long address) {
        return covering(pieces, address)
                .or(() -> covering(others.get(), address))
                .flatMap(piece -> place(piece, address));
    }

    private static Optional<Piece> covering(List<Piece> pieces, long address) {
        return pieces.stream().filter(piece -> piece.covers(address)).findFirst();
    }

    /** The last entry whose address is not above the one asked for. */
    private Optional<Long> place(Piece piece, long address) {
        if (piece.count < 0 || piece.count > LIMIT) {
            throw new VmiException(piece.count + " pieces of unwind data, which no code has");
        }
        long low = 0;
        long high = piece.count;
        while (low < high) {
            long middle = low + high >>> 1;
            if (Long.compareUnsigned(codeAt(piece, middle), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(piece.entries + (low - 1) * layout.size());
    }

    private long codeAt(Piece piece, long index) {
        long at = piece.addresses + index * Integer.BYTES;
        return at + memory.readInt(at);
    }

    /** The kernel's own code, and the part of it that runs at boot alone. */
    private static List<Piece> core(Kernel kernel) {
        OptionalLong addresses = kernel.symbols().address("__start_orc_unwind_ip");
        OptionalLong stop = kernel.symbols().address("__stop_orc_unwind_ip");
        OptionalLong entries = kernel.symbols().address("__start_orc_unwind");
        if (addresses.isEmpty() || stop.isEmpty() || entries.isEmpty()) {
            return List.of();
        }
        long count = (stop.getAsLong() - addresses.getAsLong()) / Integer.BYTES;
        return KernelText.ranges(kernel).stream()
                .map(text -> new Piece(text.low(), text.high(), addresses.getAsLong(), entries.getAsLong(), count))
                .toList();
    }
}
