package dev.vmi4j.os.linux.kernel.log;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.stream.Stream;

/** The log of a kernel, which {@code dmesg} prints. */
public final class KernelLog {
    private final Kernel kernel;

    /**
     * Prepares to read.
     *
     * @param kernel the kernel
     */
    public KernelLog(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * The records that the ring buffer still holds.
     *
     * @param notes receives why records are missing
     * @return from the oldest to the newest
     * @throws VmiException when the kernel has no ring buffer of a design that is known
     */
    public Stream<LogRecord> records(TableNotes notes) {
        TypeCatalog types = kernel.requireTypes();
        if (kernel.symbols().address("prb").isPresent()
                && types.struct("printk_ringbuffer").isPresent()) {
            return new PrintkRing(kernel.memory(), PrintkRingLayout.of(types), pointer("prb"), notes).records();
        }
        return new RecordBuffer(kernel.memory(), RecordBuffer.Layout.of(types), place(), notes).records();
    }

    private RecordBuffer.Place place() {
        return new RecordBuffer.Place(
                pointer("log_buf"),
                number("log_buf_len", Integer.BYTES),
                number("log_first_idx", Integer.BYTES),
                number("log_next_idx", Integer.BYTES),
                number("log_first_seq", Long.BYTES));
    }

    private long pointer(String symbol) {
        return number(symbol, kernel.pointerSize());
    }

    private long number(String symbol, int size) {
        GuestMemory memory = kernel.memory();
        return memory.readUnsigned(kernel.symbol(symbol).value(), size);
    }
}
