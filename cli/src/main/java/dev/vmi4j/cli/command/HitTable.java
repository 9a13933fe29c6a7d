package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.DescribesFrames;
import dev.vmi4j.core.os.DescribesFrames.FrameOwner;
import dev.vmi4j.core.os.DescribesFrames.FrameOwners;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.tools.search.Haystack;
import dev.vmi4j.tools.search.Match;
import dev.vmi4j.tools.search.MemorySearch;
import dev.vmi4j.tools.search.Needle;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hits of a search. */
final class HitTable {
    private static final int SHOWN_OWNERS = 3;

    private static final List<Column<Hit>> COLUMNS = List.of(
            new Column<>(
                    "address",
                    ColumnType.ADDRESS,
                    "where it begins: in physical memory, or in the address space that was searched",
                    hit -> new Cell.Address(hit.match().address())),
            new Column<Hit>(
                            "physical",
                            ColumnType.ADDRESS,
                            "where its first byte lies in physical memory",
                            hit -> hit.physical().map(Cell::of).orElse(Cell.NONE))
                    .asDetail(),
            new Column<>("pid", ColumnType.NUMBER, "the first process that has it in its memory", hit -> pid(hit)),
            new Column<>("name", ColumnType.TEXT, "the name of that process", hit -> name(hit)),
            new Column<>(
                    "owner",
                    ColumnType.TEXT,
                    "whose memory it is: the region of a process and where it has it, the file, slab cache, module or"
                            + " symbol, or that the frame is free",
                    hit -> hit.owners().isEmpty() ? Cell.NONE : Cell.of(owners(hit))),
            new Column<>(
                    "length",
                    ColumnType.NUMBER,
                    "bytes of the hit",
                    hit -> Cell.of((long) hit.match().length())),
            new Column<>(
                    "context",
                    ColumnType.TEXT,
                    "the bytes around its beginning as ASCII, a dot for what cannot be printed",
                    hit -> Cell.of(text(hit.around().bytes()))),
            new Column<Hit>(
                            "bytes",
                            ColumnType.TEXT,
                            "its first bytes in hexadecimal",
                            hit -> Cell.of(HexFormat.of().formatHex(hit.bytes())))
                    .asDetail());

    private HitTable() {}

    /** Where to search, and how to tell whose a match is. */
    @FunctionalInterface
    interface Place {
        Stream<Hit> search(Needle needle, TableNotes notes);
    }

    static Table<Hit> of(Place place, Needle needle) {
        return new Table<>("hits", "places where it was found", COLUMNS, notes -> place.search(needle, notes));
    }

    static Place physical(PhysicalMemory memory, Optional<GuestSystem> system) {
        return (needle, notes) -> {
            Supplier<FrameOwners> owners = owners(system, notes);
            return MemorySearch.search(Haystack.physical(memory), needle, notes).map(match -> {
                Pa pa = new Pa(match.address());
                return new Hit(match, memory, Optional.of(pa), owners.get().of(pa));
            });
        };
    }

    static Place kernel(GuestSystem system) {
        return (needle, notes) -> {
            AddressSpace space = system.kernelSpace();
            Supplier<FrameOwners> owners = owners(Optional.of(system), notes);
            return MemorySearch.search(Haystack.virtual(space, va -> !isUser(va)), needle, notes)
                    .map(match -> {
                        Optional<Pa> pa = space.tryTranslate(new Va(match.address()));
                        List<FrameOwner> all = pa.map(owners.get()::of).orElse(List.of());
                        return new Hit(match, space, pa, ofKernel(all, match.address()));
                    });
        };
    }

    static Place process(GuestSystem system, long pid, AddressSpace space) {
        return (needle, notes) -> {
            GuestProcess process = system.process(pid).orElseThrow();
            return search(process, space, needle, notes);
        };
    }

    static Place processes(GuestSystem system) {
        return (needle, notes) -> system.processes(notes).flatMap(process -> {
            try {
                return process.addressSpace().stream().flatMap(space -> search(process, space, needle, notes));
            } catch (VmiException e) {
                notes.add("the process at " + process.object() + " was not searched: " + e.getMessage());
                return Stream.empty();
            }
        });
    }

    private static Stream<Hit> search(GuestProcess process, AddressSpace space, Needle needle, TableNotes notes) {
        RegionNames regions = new RegionNames(process, notes);
        String name = process.name();
        OptionalLong pid = OptionalLong.of(process.id());
        return MemorySearch.search(Haystack.virtual(space, HitTable::isUser), needle, notes)
                .map(match -> {
                    Va va = new Va(match.address());
                    FrameOwner owner = new FrameOwner(pid, name, va, regions.name(va));
                    return new Hit(match, space, space.tryTranslate(va), List.of(owner));
                });
    }

    /** The lower half belongs to the process. */
    private static boolean isUser(Va va) {
        return va.value() >= 0;
    }

    /** What the kernel has at this very address first, then what its frame is. */
    private static List<FrameOwner> ofKernel(List<FrameOwner> all, long address) {
        List<FrameOwner> here =
                all.stream().filter(owner -> owner.va().value() == address).toList();
        return here.isEmpty() ? all : here;
    }

    /** Made when the first hit asks for it: most of the work of a search with few hits. */
    private static Supplier<FrameOwners> owners(Optional<GuestSystem> system, TableNotes notes) {
        return new Supplier<>() {
            private @Nullable FrameOwners made;

            @Override
            public synchronized FrameOwners get() {
                FrameOwners known = made;
                if (known == null) {
                    known = make();
                    made = known;
                }
                return known;
            }

            private FrameOwners make() {
                try {
                    return system.filter(DescribesFrames.class::isInstance)
                            .map(found -> ((DescribesFrames) found).frameOwners(notes))
                            .orElseGet(this::unknown);
                } catch (VmiException e) {
                    notes.add("whose memory the hits lie in is not known: " + e.getMessage());
                    return _ -> List.of();
                }
            }

            private FrameOwners unknown() {
                notes.add("no kernel was found, so whose memory the hits lie in is not known");
                return _ -> List.of();
            }
        };
    }

    private static Cell pid(Hit hit) {
        return hit.owners().stream()
                .filter(owner -> owner.pid().isPresent())
                .findFirst()
                .map(owner -> Cell.of(owner.pid().getAsLong()))
                .orElse(Cell.NONE);
    }

    private static Cell name(Hit hit) {
        return hit.owners().stream()
                .filter(owner -> owner.pid().isPresent())
                .findFirst()
                .map(owner -> Cell.of(owner.process()))
                .orElse(Cell.NONE);
    }

    private static String owners(Hit hit) {
        List<FrameOwner> owners = hit.owners();
        String shown = owners.stream()
                .filter(owner -> owner.pid().isEmpty() || owners.indexOf(owner) < SHOWN_OWNERS)
                .map(owner -> text(owner, hit.match()))
                .collect(Collectors.joining("; "));
        long more = owners.stream().filter(owner -> owner.pid().isPresent()).count() - SHOWN_OWNERS;
        return more > 0 ? shown + "; and " + more + " more processes" : shown;
    }

    private static String text(FrameOwner owner, Match match) {
        boolean elsewhere = owner.va().value() != 0 && owner.va().value() != match.address();
        String who = owner.pid().isPresent() ? owner.pid().getAsLong() + " " : "";
        return who + owner.what() + (elsewhere ? " at " + owner.va() : "");
    }

    private static String text(byte... bytes) {
        StringBuilder text = new StringBuilder();
        for (byte value : bytes) {
            text.append(value >= ' ' && value < 0x7f ? (char) value : '.');
        }
        return text.toString();
    }
}
