package dev.vmi4j.symbols.type;

/**
 * A reference to a type of a catalog, resolved when asked. Two are equal when they name the same type of the same
 * catalog.
 *
 * @param catalog the catalog
 * @param id the number of the type in it; 0 is {@code void}
 */
public record TypeRef(TypeCatalog catalog, int id) {
    /**
     * Resolves the reference.
     *
     * @return the type
     * @throws dev.vmi4j.core.error.VmiException when the catalog's source is malformed there
     */
    public Type resolve() {
        return catalog.type(id);
    }

    /**
     * Resolves the reference, and every typedef, qualifier and tag it leads through.
     *
     * @return the bare type
     * @throws dev.vmi4j.core.error.VmiException when the catalog's source is malformed there
     */
    public Type resolveBare() {
        return Types.bare(resolve());
    }

    /** The number of the type. */
    @Override
    public String toString() {
        return "#" + id;
    }
}
