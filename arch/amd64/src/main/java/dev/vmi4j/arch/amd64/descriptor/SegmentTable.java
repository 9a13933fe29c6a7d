package dev.vmi4j.arch.amd64.descriptor;

import dev.vmi4j.arch.amd64.registers.SegmentRegister;
import dev.vmi4j.arch.amd64.registers.Selector;
import dev.vmi4j.arch.amd64.registers.TableRegister;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.UnknownRegisterException;
import dev.vmi4j.core.memory.GuestMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A global or local descriptor table of a guest (Intel SDM Vol. 3A, section 3.5).
 *
 * @param rows one for each descriptor within the limit, ascending; one of 16 bytes is one row
 */
public record SegmentTable(List<Row> rows) {
    /**
     * A descriptor and the selector that names it.
     *
     * @param selector with privilege level 0
     * @param address where the descriptor lies
     * @param descriptor the descriptor; empty when the memory there cannot be read, or when it is a system descriptor of
     *     16 bytes of which the limit cuts off the second half
     */
    public record Row(Selector selector, Va address, Optional<SegmentDescriptor> descriptor) {}

    /** Copies the rows. */
    public SegmentTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a GDT.
     *
     * @param memory the kernel's address space
     * @param gdtr where the table lies
     * @param width the form of its system descriptors
     * @return the table: as many whole descriptors as lie within the limit, at most 8192
     */
    public static SegmentTable global(GuestMemory memory, TableRegister gdtr, DescriptorWidth width) {
        return new Reader(memory, gdtr.base().value(), gdtr.limit() + 1, width, 0).read();
    }

    /**
     * Reads an LDT.
     *
     * @param memory the kernel's address space
     * @param ldtr LDTR with its hidden part
     * @param width the form of its system descriptors
     * @return the table: as many whole descriptors as lie within the limit, at most 8192; empty when LDTR holds none
     * @throws UnknownRegisterException when the hidden part of LDTR is not known
     */
    public static SegmentTable local(GuestMemory memory, SegmentRegister ldtr, DescriptorWidth width) {
        if ((ldtr.selector().value() & ~3) == 0) {
            return new SegmentTable(List.of());
        }
        if (ldtr.base().isEmpty() || ldtr.limit().isEmpty()) {
            throw new UnknownRegisterException("hidden part of LDTR", "where the local descriptor table lies");
        }
        int size = (int) Math.min(ldtr.limit().getAsLong(), 0xffff) + 1;
        return new Reader(memory, ldtr.base().getAsLong(), size, width, 4).read();
    }

    /**
     * The row that a selector names.
     *
     * @param selector the selector; its privilege level and table do not matter
     * @return empty when it lies beyond the table
     */
    public Optional<Row> row(Selector selector) {
        return rows.stream()
                .filter(row -> row.selector().index() == selector.index())
                .findFirst();
    }

    private record Reader(GuestMemory memory, long base, int size, DescriptorWidth width, int tableBit) {
        SegmentTable read() {
            List<Row> rows = new ArrayList<>();
            int offset = 0;
            while (offset + 8 <= size) {
                Words words = new Words(memory, base, offset);
                Optional<SegmentDescriptor> first = words.tryRead(8).map(Words.Pair::segment);
                int length = first.map(this::length).orElse(8);
                Optional<SegmentDescriptor> whole = length == 8 ? first : second(words, offset);
                rows.add(new Row(new Selector(offset | tableBit), new Va(words.address()), whole));
                offset += length;
            }
            return new SegmentTable(rows);
        }

        private int length(SegmentDescriptor descriptor) {
            return descriptor.attributes().systemType().isPresent() ? width.size() : 8;
        }

        private Optional<SegmentDescriptor> second(Words words, int offset) {
            return offset + 16 <= size ? words.tryRead(16).map(Words.Pair::segment) : Optional.empty();
        }
    }
}
