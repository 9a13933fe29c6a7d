package dev.vmi4j.arch.aarch64.paging;

import dev.vmi4j.core.paging.EntryField;
import java.util.List;

/** The fields of a leaf (Arm ARM, D8.3.2). */
final class Aarch64EntryFields {
    static final List<EntryField> ALL = List.of(
            field("attribute_index", 2, 3, "which attribute of MAIR_EL1 the memory has (AttrIndx)"),
            EntryField.bit("user", 6, "EL0 may read the page (AP[1])"),
            EntryField.bit("read_only", 7, "the page may not be written (AP[2])"),
            field(
                    "shareability",
                    8,
                    2,
                    "0 none, 2 outer, 3 inner (SH); address bits with 52-bit descriptors of 4K and 16K"),
            EntryField.bit("accessed", 10, "the page was accessed (AF)"),
            EntryField.bit("not_global", 11, "the translation holds for one address space identifier (nG)"),
            EntryField.bit(
                    "guarded", 50, "indirect branches must land on BTI (GP); an address bit with 52-bit descriptors"),
            EntryField.bit("dirty_modifier", 51, "hardware may make the page writable when it is written (DBM)"),
            EntryField.bit("contiguous", 52, "one of a run of entries that may share a TLB entry (Contiguous)"),
            EntryField.bit("privileged_no_execute", 53, "EL1 may not execute from the page (PXN)"),
            EntryField.bit("user_no_execute", 54, "EL0 may not execute from the page (UXN)"),
            field("software", 55, 4, "bits that the hardware leaves to the kernel"));

    private Aarch64EntryFields() {}

    private static EntryField field(String name, int low, int width, String description) {
        long mask = (1L << width) - 1;
        return new EntryField(name, width, description, (_, leaf) -> leaf >>> low & mask);
    }
}
