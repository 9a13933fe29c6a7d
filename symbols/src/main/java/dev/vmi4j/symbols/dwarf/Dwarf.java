package dev.vmi4j.symbols.dwarf;

import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.elf.ElfFile;
import dev.vmi4j.symbols.type.ArrayType;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.ForwardType;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.StructKind;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.Type;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.TypeRef;
import dev.vmi4j.symbols.type.VoidType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types that the DWARF of a file describes, read in place. The number of a type is the offset of its entry; numbers
 * below zero stand for the inner dimensions of arrays, which have no entry of their own.
 *
 * <p>The bytes must stay as they are while the catalog is in use; their arena belongs to the caller.
 */
public final class Dwarf implements TypeCatalog {
    private static final int MOST_ARRAYS = 1 << 20;

    private final DwarfSections sections;
    private final List<Unit> units;
    private final long[] starts;
    private final TypeIndex index;
    private final int pointerSize;
    private final Map<Long, Abbreviations> abbreviations = new ConcurrentHashMap<>();
    private final Map<Integer, ArrayType> innerArrays = new ConcurrentHashMap<>();
    private final Map<List<Long>, Integer> innerArrayIds = new ConcurrentHashMap<>();

    private Dwarf(DwarfSections sections, int pointerSize) {
        if (sections.info().byteSize() > Integer.MAX_VALUE) {
            throw new MalformedSymbolsException(
                    DwarfSections.FORMAT,
                    Integer.MAX_VALUE,
                    ".debug_info is larger than 2 GiB, which is not supported");
        }
        this.sections = sections;
        this.units = Unit.all(sections);
        this.starts = units.stream().mapToLong(Unit::start).toArray();
        this.index = TypeIndex.of(sections, units);
        this.pointerSize = pointerSize;
    }

    /**
     * Reads the types of a file.
     *
     * @param file a file with debug information
     * @return its types
     * @throws MalformedSymbolsException when it has none, or they are damaged
     */
    public static Dwarf of(ElfFile file) {
        return new Dwarf(DwarfSections.of(file), file.addressSize());
    }

    @Override
    public Type type(int id) {
        if (id == 0) {
            return VoidType.VOID;
        }
        if (id < 0) {
            ArrayType inner = innerArrays.get(id);
            if (inner == null) {
                throw new MalformedSymbolsException(DwarfSections.FORMAT, 0, "there is no type of number " + id);
            }
            return inner;
        }
        Unit unit = unit(id);
        return new DwarfDecoder(this, unit, new EntryReader(sections, unit, abbreviations(unit))).decode(id);
    }

    @Override
    public int lastId() {
        return index.last();
    }

    @Override
    public int pointerSize() {
        return pointerSize;
    }

    @Override
    public List<NamedType> all(String name) {
        return named(Arrays.stream(index.find(name))).toList();
    }

    @Override
    public Stream<NamedType> named() {
        return named(Arrays.stream(index.named()));
    }

    @Override
    public Optional<EnumConstant> constant(String name) {
        Stream<Type> unnamed = index.unnamedEnumerations().stream().map(this::type);
        return Stream.concat(named(), unnamed)
                .flatMap(type -> type instanceof EnumType found ? found.constant(name).stream() : Stream.empty())
                .findFirst();
    }

    @Override
    public String toString() {
        return "DWARF of " + units.size() + " units";
    }

    private Stream<NamedType> named(IntStream places) {
        return places.mapToObj(this::type).filter(NamedType.class::isInstance).map(NamedType.class::cast);
    }

    TypeRef ref(long offset) {
        if (offset == Entry.NONE) {
            return new TypeRef(this, 0);
        }
        if (offset <= 0 || offset >= sections.info().byteSize()) {
            throw new MalformedSymbolsException(
                    DwarfSections.FORMAT, offset, "a type is said to be there, outside .debug_info");
        }
        return new TypeRef(this, (int) offset);
    }

    /** What a unit that only declares a structure means: the definition that another unit has. */
    Type definition(String name, StructKind kind) {
        for (int place : name.isEmpty() ? new int[0] : index.find(name)) {
            if (type(place) instanceof StructType found && found.kind() == kind) {
                return found;
            }
        }
        return new ForwardType(name, kind);
    }

    /** The size of the bare type of a reference, as old bit fields need it. */
    long sizeOfTarget(TypeRef type) {
        return sizeOf(type.resolve()).orElse(0);
    }

    /** An array of one or more dimensions, the outermost first. */
    ArrayType array(long entry, TypeRef element, List<Long> counts) {
        TypeRef inner = element;
        for (int i = counts.size() - 1; i > 0; i--) {
            inner = inner(entry, i, new ArrayType(inner, counts.get(i)));
        }
        return new ArrayType(inner, counts.getFirst());
    }

    private synchronized TypeRef inner(long entry, int dimension, ArrayType array) {
        Integer known = innerArrayIds.get(List.of(entry, (long) dimension));
        if (known == null) {
            if (innerArrays.size() >= MOST_ARRAYS) {
                throw new MalformedSymbolsException(
                        DwarfSections.FORMAT, entry, "more than " + MOST_ARRAYS + " dimensions of arrays");
            }
            known = -1 - innerArrays.size();
            innerArrays.put(known, array);
            innerArrayIds.put(List.of(entry, (long) dimension), known);
        }
        return new TypeRef(this, known);
    }

    private Unit unit(int place) {
        int found = Arrays.binarySearch(starts, place);
        int before = found >= 0 ? found : -found - 2;
        if (before < 0
                || place < units.get(before).entries()
                || place >= units.get(before).end()) {
            throw new MalformedSymbolsException(DwarfSections.FORMAT, place, "no type is described there");
        }
        return units.get(before);
    }

    private Abbreviations abbreviations(Unit unit) {
        return abbreviations.computeIfAbsent(unit.abbreviations(), offset -> Abbreviations.read(sections, offset));
    }
}
