package dev.vmi4j.arch.amd64.descriptor;

import dev.vmi4j.arch.amd64.event.Amd64Vector;
import dev.vmi4j.arch.amd64.registers.TableRegister;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.GuestMemory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The interrupt descriptor table of a guest (Intel SDM Vol. 3A, section 6.10): one gate for each vector.
 *
 * @param rows one for each vector within the limit, ascending
 */
public record InterruptTable(List<Row> rows) {
    private static final int VECTORS = 256;

    /**
     * A vector and its gate.
     *
     * @param vector 0 to 255
     * @param address where the gate lies
     * @param gate the gate; empty when the memory there cannot be read
     */
    public record Row(int vector, Va address, Optional<Gate> gate) {
        /**
         * The name of the vector.
         *
         * @return for example {@code #PF}; {@code INT 0x80} and the like for vectors without a name
         */
        public String mnemonic() {
            return Amd64Vector.mnemonic(vector);
        }
    }

    /** Copies the rows. */
    public InterruptTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a table.
     *
     * @param memory the kernel's address space
     * @param idtr where the table lies
     * @param width the form of its gates
     * @return the table: as many whole gates as lie within the limit, at most 256
     */
    public static InterruptTable read(GuestMemory memory, TableRegister idtr, DescriptorWidth width) {
        int count = Math.min((idtr.limit() + 1) / width.size(), VECTORS);
        return new InterruptTable(IntStream.range(0, count)
                .mapToObj(vector -> row(memory, idtr.base(), vector, width))
                .toList());
    }

    private static Row row(GuestMemory memory, Va base, int vector, DescriptorWidth width) {
        Words words = new Words(memory, base.value(), (long) vector * width.size());
        return new Row(
                vector, new Va(words.address()), words.tryRead(width.size()).map(Words.Pair::gate));
    }
}
