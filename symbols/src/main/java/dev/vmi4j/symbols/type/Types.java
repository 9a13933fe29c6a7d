package dev.vmi4j.symbols.type;

import java.util.OptionalLong;

/** What can be asked of a type through the names and qualifiers around it; bounded, whatever the references say. */
final class Types {
    /** The longest chain of typedefs, qualifiers and arrays that is followed. */
    static final int MAX_HOPS = 64;

    private Types() {}

    /** The type behind typedefs, qualifiers and tags; one of those when they lead in a circle. */
    static Type bare(Type type) {
        Type bare = type;
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            switch (bare) {
                case TypedefType typedef -> bare = typedef.target().resolve();
                case QualifiedType qualified -> bare = qualified.target().resolve();
                case TypeTag tag -> bare = tag.target().resolve();
                default -> {
                    return bare;
                }
            }
        }
        return bare;
    }

    static boolean isSigned(Type type) {
        return switch (bare(type)) {
            case IntegerType integer -> integer.encoding().isSigned();
            case EnumType enumeration -> enumeration.signed();
            default -> false;
        };
    }

    static OptionalLong size(Type type) {
        long factor = 1;
        Type current = type;
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            Type bare = bare(current);
            if (bare instanceof VariableType variable) {
                current = variable.type().resolve();
            } else if (bare instanceof ArrayType array) {
                if (Math.multiplyHigh(factor, array.count()) != 0 || factor * array.count() < 0) {
                    return OptionalLong.empty();
                }
                factor *= array.count();
                current = array.element().resolve();
            } else {
                return times(factor, bare);
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong times(long factor, Type bare) {
        long size = ownSize(bare);
        boolean known = size >= 0 && Math.multiplyHigh(factor, size) == 0 && factor * size >= 0;
        return known ? OptionalLong.of(factor * size) : OptionalLong.empty();
    }

    /** The size that the type itself states, or -1. */
    private static long ownSize(Type type) {
        return switch (type) {
            case IntegerType integer -> integer.size();
            case FloatType real -> real.size();
            case PointerType pointer -> pointer.size();
            case StructType structure -> structure.size();
            case EnumType enumeration -> enumeration.size();
            case DataSection section -> section.size();
            case ArrayType _, VariableType _, TypedefType _, QualifiedType _, TypeTag _ -> -1;
            case ForwardType _, FunctionType _, FunctionPrototype _, DeclTag _, VoidType _, UnknownType _ -> -1;
        };
    }
}
