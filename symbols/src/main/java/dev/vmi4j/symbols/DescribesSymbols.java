package dev.vmi4j.symbols;

/** Something that knows the symbols of a guest. Implemented by the operating system layers. */
public interface DescribesSymbols {
    /**
     * The symbols.
     *
     * @return immutable, thread-safe
     */
    SymbolTable symbols();
}
