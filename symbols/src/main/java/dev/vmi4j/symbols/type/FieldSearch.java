package dev.vmi4j.symbols.type;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a field by its path; bounded, because a hostile catalog may nest anonymous structures without end. */
final class FieldSearch {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_MEMBERS = 1 << 17;

    private int members;

    private FieldSearch() {}

    static Optional<Field> find(StructType structure, String path) {
        var search = new FieldSearch();
        StructType current = structure;
        long base = 0;
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            Place place = search.locate(current, path.substring(from, dot), base, 0);
            if (place == null || !(place.member.type().resolveBare() instanceof StructType inner)) {
                return Optional.empty();
            }
            current = inner;
            base = place.bit;
            from = dot + 1;
        }
        Place place = search.locate(current, path.substring(from), base, 0);
        return Optional.ofNullable(place).map(found -> found.field(path));
    }

    private @Nullable Place locate(StructType structure, String name, long base, int depth) {
        if (name.isEmpty() || depth > MAX_DEPTH) {
            return null;
        }
        for (Member member : structure.members()) {
            if (members++ > MAX_MEMBERS) {
                return null;
            }
            Place place = match(member, name, base, depth);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    private @Nullable Place match(Member member, String name, long base, int depth) {
        long bit = base + member.bitOffset();
        if (member.name().equals(name)) {
            return new Place(member, bit);
        }
        boolean transparent = member.name().isEmpty() && !member.isBitField();
        return transparent && member.type().resolveBare() instanceof StructType inner
                ? locate(inner, name, bit, depth + 1)
                : null;
    }

    /** A member and its first bit, counted from the start of the outermost structure. */
    private record Place(Member member, long bit) {
        Field field(String path) {
            Type type = member.type().resolve();
            long size = Types.size(type).orElse(0);
            if (member.isBitField()) {
                return bitField(path, type, size, bit, member.bitSize());
            }
            boolean narrow = Types.bare(type) instanceof IntegerType integer
                    && integer.bitSize() < integer.size() * Byte.SIZE
                    && integer.bitSize() > 0;
            if (narrow && Types.bare(type) instanceof IntegerType integer) {
                return bitField(path, type, size, bit + integer.bitOffset(), integer.bitSize());
            }
            return new Field(path, bit >>> 3, size, 0, 0, type);
        }

        /** Storage is the unit of the declared type that holds all bits, else the bytes that do. */
        private static Field bitField(String path, Type type, long size, long bit, int bitSize) {
            long unit = size * Byte.SIZE;
            if (unit > 0 && unit <= Long.SIZE && bit % unit + bitSize <= unit) {
                return new Field(path, (bit - bit % unit) >>> 3, size, (int) (bit % unit), bitSize, type);
            }
            int within = (int) (bit & 7);
            return new Field(path, bit >>> 3, storage(within + bitSize), within, bitSize, type);
        }

        private static long storage(int bits) {
            int bytes = (bits + 7) >>> 3;
            return bytes > Long.BYTES ? bytes : bytes <= 1 ? 1 : Integer.highestOneBit(bytes - 1) << 1;
        }
    }
}
