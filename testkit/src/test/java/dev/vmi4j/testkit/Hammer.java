package dev.vmi4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** One writer against several readers, for a bounded number of writes. */
public final class Hammer {
    private static final int READERS = 3;
    private static final int WRITES = 20_000;

    private Hammer() {}

    /**
     * Checks that no read that begins after a write has ended answers something older.
     *
     * @param write makes a value the current one; values ascend from 1
     * @param read answers the current value
     */
    public static void writesAreSeen(LongConsumer write, LongSupplier read) {
        AtomicLong written = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Long>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(() -> {
                long reads = 0;
                for (; !done.get(); reads++) {
                    long atLeast = written.get();
                    long seen = read.getAsLong();
                    assertThat(seen).isGreaterThanOrEqualTo(atLeast);
                }
                return reads;
            });
        }
        run(readers, () -> {
            for (long value = 1; value <= WRITES; value++) {
                write.accept(value);
                written.set(value);
            }
            done.set(true);
        });
    }

    /**
     * Changes 8 bytes at once, as another CPU would.
     *
     * @param bytes 8 bytes
     * @param value the new content
     */
    public static void store(MemorySegment bytes, long value) {
        bytes.set(LittleEndian.LONG, 0, value);
        VarHandle.fullFence();
    }

    private static void run(List<Callable<Long>> readers, Runnable writer) {
        try (ExecutorService pool = Executors.newFixedThreadPool(readers.size())) {
            List<Future<Long>> running = readers.stream().map(pool::submit).toList();
            writer.run();
            for (Future<Long> reader : running) {
                reader.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("a reader failed", e);
        }
    }
}
