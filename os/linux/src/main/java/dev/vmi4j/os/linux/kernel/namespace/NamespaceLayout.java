package dev.vmi4j.os.linux.kernel.namespace;

import dev.vmi4j.os.linux.kernel.process.NamespaceKind;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/**
 * Where the fields of a kind of namespace lie in this kernel.
 *
 * @param inode {@code ns.inum}
 * @param user the user namespace that owns it; a user namespace has none
 * @param parent the namespace of the same kind above it; only process and user namespaces have one
 * @param creator the user who made it; only a user namespace has one
 */
record NamespaceLayout(Field inode, Optional<Field> user, Optional<Field> parent, Optional<Field> creator) {
    /** The layout of a kind; empty when the kernel does not have the kind. */
    static Optional<NamespaceLayout> find(TypeCatalog types, NamespaceKind kind) {
        return StructLayout.find(types, kind.struct())
                .map(layout -> new NamespaceLayout(
                        layout.field("ns.inum"),
                        layout.optional("user_ns"),
                        layout.optional("parent"),
                        layout.optional("owner.val")));
    }
}
