package dev.vmi4j.arch.amd64.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.Image;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.FaultReason;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.core.paging.PagingMode;
import java.util.Locale;

/** What the tests of all modes ask of an address space: the fast walk and the slow one must say the same. */
final class Walks {
    private final AddressSpace space;

    Walks(Image image, PagingMode mode, long cr3) {
        space = AddressSpace.of(image.memory(), mode, Amd64Paging.root(mode, cr3));
    }

    void leads(long va, long pa, long size) {
        assertThat(space.lookup(va)).as(hex(va)).isEqualTo(pa);
        Mapping mapping = mapping(va);
        assertThat(mapping.translate(new Va(va))).isEqualTo(new Pa(pa));
        assertThat(mapping.size()).isEqualTo(size);
        assertThat(mapping.va()).isEqualTo(new Va(va & -size));
    }

    /** Attributes as supervisor rights, user rights, and G, A, D: {@code rw- --- GAD}. */
    void allows(long va, String attributes) {
        var found = mapping(va).attributes();
        String text = found.supervisor() + " " + found.user() + " " + (found.global() ? "G" : "-")
                + (found.accessed() ? "A" : "-") + (found.dirty() ? "D" : "-");
        assertThat(text).as(hex(va)).isEqualTo(attributes);
    }

    void faults(long va, FaultReason reason) {
        assertThat(space.lookup(va)).as(hex(va)).isNegative();
        assertThat(space.walk(new Va(va)).outcome()).as(hex(va)).isEqualTo(new PageWalk.Faulted(reason));
    }

    Mapping mapping(long va) {
        return space.walk(new Va(va)).orThrow();
    }

    AddressSpace space() {
        return space;
    }

    private static String hex(long va) {
        return String.format(Locale.ROOT, "address %#x", va);
    }
}
