package dev.vmi4j.symbols;

import dev.vmi4j.symbols.type.TypeCatalog;

/** Something that knows the types of a guest. Implemented by the operating system layers. */
public interface DescribesTypes {
    /**
     * The types.
     *
     * @return immutable, thread-safe
     */
    TypeCatalog types();
}
