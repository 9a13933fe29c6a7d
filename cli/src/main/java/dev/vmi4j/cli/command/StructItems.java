package dev.vmi4j.cli.command;

import dev.vmi4j.symbols.type.ArrayType;
import dev.vmi4j.symbols.type.Member;
import dev.vmi4j.symbols.type.StructKind;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.Type;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.TypeRef;
import java.util.ArrayList;
import java.util.List;

/** Describes a structure line by line; bounded, because a hostile catalog may nest structures without end. */
final class StructItems {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ITEMS = 100_000;

    private final TypeCatalog catalog;
    private final Depth depth;
    private final List<StructItem> items = new ArrayList<>();

    /** How far to open embedded structures. */
    enum Depth {
        /** Those without a name of their own, which C makes part of the one around them. */
        ANONYMOUS,
        /** All of them. */
        EVERYTHING
    }

    private StructItems(TypeCatalog catalog, Depth depth) {
        this.catalog = catalog;
        this.depth = depth;
    }

    static List<StructItem> of(TypeCatalog catalog, StructType structure, Depth depth) {
        StructItems description = new StructItems(catalog, depth);
        description.members(structure, 0, "", 1);
        return description.items;
    }

    private void members(StructType structure, long base, String path, int level) {
        long end = 0;
        for (Member member : structure.members()) {
            if (structure.kind() == StructKind.STRUCT && member.bitOffset() > end) {
                items.add(new StructItem.Hole(level, base + end, member.bitOffset() - end));
            }
            end = Math.max(end, member(member, base, path, level));
            if (items.size() > MAX_ITEMS) {
                return;
            }
        }
        long size = structure.size() * Byte.SIZE;
        if (structure.kind() == StructKind.STRUCT
                && size > end
                && !structure.members().isEmpty()) {
            items.add(new StructItem.Hole(level, base + end, size - end));
        }
    }

    /** Adds a member; answers the bit after it, from the start of its structure. */
    private long member(Member member, long base, String path, int level) {
        Type type = member.type().resolve();
        long size = catalog.sizeOf(type).orElse(0);
        long bits = member.isBitField() ? member.bitSize() : size * Byte.SIZE;
        String full = member.name().isEmpty() ? path : path + member.name();
        Embedded embedded = Embedded.of(member.type());
        if (!member.isBitField() && embedded.opens(member, depth) && level < MAX_DEPTH) {
            open(embedded, member, base + member.bitOffset(), full, level, size);
        } else {
            items.add(new StructItem.Member(
                    level, full, member.name(), type, base + member.bitOffset(), member.bitSize(), size));
        }
        return member.bitOffset() + bits;
    }

    private void open(Embedded embedded, Member member, long bit, String path, int level, long size) {
        items.add(new StructItem.Open(level, embedded.structure()));
        String inner = member.name().isEmpty() ? path : path + embedded.firstElement() + ".";
        members(embedded.structure(), bit, inner, level + 1);
        String suffix = member.name() + embedded.dimensions();
        items.add(new StructItem.Close(level, suffix, bit >>> 3, size));
    }

    /** A structure behind a member, perhaps in an array; nothing opens when the member is something else. */
    private record Embedded(Type bare, String dimensions, boolean direct) {
        static Embedded of(TypeRef reference) {
            Type bare = reference.resolveBare();
            StringBuilder dimensions = new StringBuilder();
            for (int i = 0; i < MAX_DEPTH && bare instanceof ArrayType(TypeRef element, long count); i++) {
                dimensions
                        .append('[')
                        .append(count == 0 ? "" : Long.toString(count))
                        .append(']');
                bare = element.resolveBare();
            }
            boolean direct = reference.resolve() instanceof StructType || !dimensions.isEmpty();
            return new Embedded(bare, dimensions.toString(), direct);
        }

        StructType structure() {
            return (StructType) bare;
        }

        boolean opens(Member member, Depth depth) {
            if (!(bare instanceof StructType structure)) {
                return false;
            }
            boolean anonymous =
                    structure.name().isEmpty() && (direct || member.name().isEmpty());
            return switch (depth) {
                case ANONYMOUS -> anonymous;
                case EVERYTHING -> anonymous || dimensions.isEmpty();
            };
        }

        String firstElement() {
            return dimensions.replaceAll("\\[[0-9]*]", "[0]");
        }
    }
}
