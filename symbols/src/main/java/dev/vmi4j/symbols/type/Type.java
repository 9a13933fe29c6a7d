package dev.vmi4j.symbols.type;

/** A type, or a thing that has one. Immutable; references to other types are {@link TypeRef}s. */
public sealed interface Type
        permits NamedType,
                PointerType,
                ArrayType,
                FunctionPrototype,
                QualifiedType,
                DeclTag,
                TypeTag,
                VoidType,
                UnknownType {}
