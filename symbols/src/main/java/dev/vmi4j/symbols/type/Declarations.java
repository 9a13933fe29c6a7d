package dev.vmi4j.symbols.type;

/**
 * Writes C declarations from the name outwards. Bounded: when a hostile catalog nests types without end, the rest
 * becomes an ellipsis.
 */
final class Declarations {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TYPES = 1000;

    private int types;

    private Declarations() {}

    static String declare(Type type, String name) {
        return new Declarations().write(type, name, 0);
    }

    private String write(Type type, String inner, int depth) {
        if (depth > MAX_DEPTH || types++ > MAX_TYPES) {
            return "..." + inner;
        }
        return switch (type) {
            case PointerType pointer -> pointer(pointer, inner, depth);
            case ArrayType array -> write(array.element(), inner + brackets(array.count()), depth);
            case FunctionPrototype prototype -> write(prototype.result(), inner + parameters(prototype, depth), depth);
            case QualifiedType qualified -> qualified(qualified, inner, depth);
            case TypeTag tag -> write(tag.target(), inner, depth);
            case DeclTag tag -> write(tag.target(), inner, depth);
            case FunctionType function -> write(function.prototype(), function.name() + inner, depth);
            case VariableType variable -> write(variable.type(), variable.name() + inner, depth);
            case StructType structure -> join(structure.kind().keyword() + nameOrBraces(structure), inner);
            case ForwardType forward -> join(forward.kind().keyword() + nameOrBraces(forward), inner);
            case EnumType enumeration -> join("enum" + nameOrBraces(enumeration), inner);
            case IntegerType _, FloatType _, TypedefType _, DataSection _ -> join(((NamedType) type).name(), inner);
            case VoidType _ -> join("void", inner);
            case UnknownType unknown -> join("/* kind " + unknown.kind() + " */", inner);
        };
    }

    private String write(TypeRef reference, String inner, int depth) {
        return write(reference.resolve(), inner, depth + 1);
    }

    private String pointer(PointerType pointer, String inner, int depth) {
        Type target = untagged(pointer.target().resolve());
        boolean binds = target instanceof ArrayType || target instanceof FunctionPrototype;
        return write(target, binds ? "(*" + inner + ")" : "*" + inner, depth + 1);
    }

    private String qualified(QualifiedType qualified, String inner, int depth) {
        String keyword = qualified.qualifier().keyword();
        Type target = untagged(qualified.target().resolve());
        if (target instanceof PointerType) {
            return write(target, inner.isEmpty() ? keyword : keyword + " " + inner, depth + 1);
        }
        return keyword + " " + write(target, inner, depth + 1);
    }

    private String parameters(FunctionPrototype prototype, int depth) {
        var text = new StringBuilder("(");
        for (Parameter parameter : prototype.parameters()) {
            if (types > MAX_TYPES) {
                break;
            }
            text.append(text.length() > 1 ? ", " : "").append(write(parameter.type(), parameter.name(), depth));
        }
        if (prototype.variadic()) {
            text.append(text.length() > 1 ? ", ..." : "...");
        }
        return text.append(text.length() > 1 ? ")" : "void)").toString();
    }

    private static Type untagged(Type type) {
        Type current = type;
        for (int hop = 0; hop < Types.MAX_HOPS && current instanceof TypeTag tag; hop++) {
            current = tag.target().resolve();
        }
        return current;
    }

    private static String nameOrBraces(NamedType type) {
        return type.name().isEmpty() ? " {...}" : " " + type.name();
    }

    private static String brackets(long count) {
        return count == 0 ? "[]" : "[" + count + "]";
    }

    private static String join(String type, String inner) {
        return inner.isEmpty() || inner.startsWith("[") ? type + inner : type + " " + inner;
    }
}
