package dev.vmi4j.symbols.isf;

import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.type.ArrayType;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.ForwardType;
import dev.vmi4j.symbols.type.FunctionPrototype;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.PointerType;
import dev.vmi4j.symbols.type.StructKind;
import dev.vmi4j.symbols.type.Type;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.TypeRef;
import dev.vmi4j.symbols.type.UnknownType;
import dev.vmi4j.symbols.type.VoidType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of an ISF file. While it is read, types are referred to before they are described; finished, it is immutable. */
final class IsfTypes implements TypeCatalog {
    private static final int MOST_TYPES = 1 << 22;

    private final List<@Nullable Type> types = new ArrayList<>(List.of(VoidType.VOID));
    private final List<String> keys = new ArrayList<>(List.of("base void"));
    private final Map<String, Integer> ids = new HashMap<>(Map.of("base void", 0));
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private long pointerSize = Long.BYTES;

    /** Types without a name are called so, because JSON needs one. */
    static boolean isUnnamed(String name) {
        return name.startsWith("unnamed_") || name.startsWith("__unnamed_");
    }

    void pointerSize(long size) {
        if (size != Integer.BYTES && size != Long.BYTES) {
            throw new MalformedSymbolsException(Isf.FORMAT, 0, "a pointer has " + size + " bytes");
        }
        pointerSize = size;
    }

    /** The number of a type that is described somewhere. */
    int named(String kind, String name) {
        return id(kind + " " + name);
    }

    void define(String kind, String name, Type type) {
        int id = named(kind, name);
        if (id != 0) {
            types.set(id, type);
        }
    }

    int pointer(int target) {
        int id = id("*" + target);
        if (types.get(id) == null) {
            types.set(id, new PointerType(ref(target), pointerSize));
        }
        return id;
    }

    int array(int element, long count) {
        int id = id("[" + count + "]" + element);
        types.set(id, new ArrayType(ref(element), Math.max(count, 0)));
        return id;
    }

    int function() {
        int id = id("function");
        types.set(id, new FunctionPrototype(ref(0), List.of(), false));
        return id;
    }

    TypeRef ref(int id) {
        return new TypeRef(this, id);
    }

    /** What was referred to and not described is only declared; pointers get their size, which may stand behind them. */
    TypeCatalog finish() {
        for (int id = 1; id < types.size(); id++) {
            Type type = types.get(id);
            if (type == null) {
                types.set(id, declared(keys.get(id)));
            } else if (type instanceof PointerType pointer) {
                types.set(id, new PointerType(pointer.target(), pointerSize));
            }
            if (types.get(id) instanceof NamedType named && !named.name().isEmpty()) {
                byName.computeIfAbsent(named.name(), _ -> new ArrayList<>()).add(id);
            }
        }
        keys.clear();
        ids.clear();
        return this;
    }

    private static Type declared(String key) {
        String name = key.substring(key.indexOf(' ') + 1);
        if (key.startsWith("struct ")) {
            return new ForwardType(name, StructKind.STRUCT);
        }
        return key.startsWith("union ") ? new ForwardType(name, StructKind.UNION) : new UnknownType(0);
    }

    private int id(String key) {
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        if (types.size() >= MOST_TYPES) {
            throw new MalformedSymbolsException(Isf.FORMAT, 0, "more than " + MOST_TYPES + " types");
        }
        types.add(null);
        keys.add(key);
        ids.put(key, types.size() - 1);
        return types.size() - 1;
    }

    @Override
    public Type type(int id) {
        Type type = id < 0 || id >= types.size() ? null : types.get(id);
        if (type == null) {
            throw new MalformedSymbolsException(Isf.FORMAT, 0, "there is no type of number " + id);
        }
        return type;
    }

    @Override
    public int lastId() {
        return types.size() - 1;
    }

    @Override
    public int pointerSize() {
        return (int) pointerSize;
    }

    @Override
    public List<NamedType> all(String name) {
        return byName.getOrDefault(name, List.of()).stream()
                .map(id -> (NamedType) type(id))
                .toList();
    }

    @Override
    public Stream<NamedType> named() {
        return types.stream()
                .filter(NamedType.class::isInstance)
                .map(NamedType.class::cast)
                .filter(type -> !type.name().isEmpty());
    }

    @Override
    public Optional<EnumConstant> constant(String name) {
        return types.stream()
                .flatMap(type -> type instanceof EnumType found ? found.constant(name).stream() : Stream.empty())
                .findFirst();
    }

    @Override
    public String toString() {
        return "ISF of " + lastId() + " types";
    }
}
