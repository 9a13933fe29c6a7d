package dev.vmi4j.symbols.type;

import java.util.OptionalInt;

/**
 * A remark on a declaration, such as the kernel's marks on functions that BPF programs may call.
 *
 * @param value the remark
 * @param target what it is about
 * @param component the index of the member or parameter it is about; empty for the whole
 */
public record DeclTag(String value, TypeRef target, OptionalInt component) implements Type {}
