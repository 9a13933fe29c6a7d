package dev.vmi4j.core.address;

import java.util.Optional;

/** How an address is reached: directly as guest physical memory, or through page tables. */
public sealed interface AccessContext {
    /**
     * A direct access to guest physical memory.
     *
     * @param pa guest physical address
     */
    record Direct(Pa pa) implements AccessContext {}

    /**
     * An access through page tables.
     *
     * @param va guest virtual address
     * @param root the translation root; an access without one fails with {@link MissingRootException}
     */
    record Paging(Va va, Optional<Pa> root) implements AccessContext {
        /**
         * The address with its root.
         *
         * @return the address context
         * @throws MissingRootException when there is no root
         */
        public AddressContext addressContext() {
            return new AddressContext(va, root.orElseThrow(() -> new MissingRootException(va)));
        }
    }

    /**
     * A direct access.
     *
     * @param pa guest physical address
     * @return the access
     */
    static AccessContext direct(Pa pa) {
        return new Direct(pa);
    }

    /**
     * An access through page tables.
     *
     * @param va guest virtual address
     * @param root translation root
     * @return the access
     */
    static AccessContext paging(Va va, Pa root) {
        return new Paging(va, Optional.of(root));
    }

    /**
     * An access through page tables whose root is not known yet: using it is an error.
     *
     * @param va guest virtual address
     * @return the access
     */
    static AccessContext paging(Va va) {
        return new Paging(va, Optional.empty());
    }

    /**
     * The same kind of access at another address.
     *
     * @param distance signed, in bytes
     * @return the access moved by the distance
     */
    default AccessContext plus(long distance) {
        return switch (this) {
            case Direct(Pa pa) -> new Direct(pa.plus(distance));
            case Paging(Va va, Optional<Pa> root) -> new Paging(va.plus(distance), root);
        };
    }
}
