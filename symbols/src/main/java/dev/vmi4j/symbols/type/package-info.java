/**
 * The types a program was compiled from, whatever file described them: structures with their members, enumerations,
 * functions and everything C builds from them.
 *
 * <p>Begin with a {@link dev.vmi4j.symbols.type.TypeCatalog}: it finds types by name and renders them. A {@link
 * dev.vmi4j.symbols.type.Type} is a sealed family of immutable records; where one refers to another it holds a {@link
 * dev.vmi4j.symbols.type.TypeRef}, which the catalog resolves when asked, so that cyclic types cost nothing. {@link
 * dev.vmi4j.symbols.type.StructLayout} is what code over guest structures uses: required fields by name, optional ones
 * as {@link java.util.Optional}.
 */
@NullMarked
package dev.vmi4j.symbols.type;

import org.jspecify.annotations.NullMarked;
