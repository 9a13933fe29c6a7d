package dev.vmi4j.core.address;

/**
 * A virtual address together with the root of the page tables that give it a meaning.
 *
 * @param va the virtual address
 * @param root the translation root: AMD64's {@code CR3 & 0x000f_ffff_ffff_f000} (32-byte aligned under PAE), AArch64's
 *     {@code TTBR0_EL1} or {@code TTBR1_EL1} base
 */
public record AddressContext(Va va, Pa root) {
    /**
     * The same root at another address.
     *
     * @param distance signed, in bytes
     * @return the context moved by the distance
     */
    public AddressContext plus(long distance) {
        return new AddressContext(va.plus(distance), root);
    }

    /**
     * The access through the page tables that this context names.
     *
     * @return an access by paging with this root
     */
    public AccessContext access() {
        return AccessContext.paging(va, root);
    }
}
