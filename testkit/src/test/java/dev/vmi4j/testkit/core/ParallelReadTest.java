package dev.vmi4j.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.AccessContext;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.paging.Tlb;
import dev.vmi4j.testkit.driver.FakeDriver;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import dev.vmi4j.testkit.toy.ToyArchitecture;
import dev.vmi4j.testkit.toy.ToyEncoders;
import dev.vmi4j.testkit.toy.ToyPaging;
import dev.vmi4j.testkit.toy.ToyRegisters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many threads read one guest through small caches, and all see the same. */
class ParallelReadTest {
    private static final int THREADS = 6;
    private static final int READS = 20_000;

    @Test
    void allThreadsSeeTheSame() throws ExecutionException, InterruptedException {
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, 0x80000));
        PageTableBuilder builder = new PageTableBuilder(ToyEncoders.THREE_LEVEL, memory);
        for (int i = 0; i < 16; i++) {
            builder.map(i * 0x4000L, 0x40000 + (i * 5 % 16) * 0x2000L, 0x2000);
        }
        byte[] noise = new byte[0x40000];
        new Random(3).nextBytes(noise);
        memory.put(0x40000, noise);
        FakeDriver paged = FakeDriver.builder(ToyArchitecture.INSTANCE, memory, ToyRegisters.of(0))
                .paged(12, 4)
                .open();
        VmiCore shared = VmiCore.of(paged, ToyArchitecture.INSTANCE, Tlb.counting(ToyPaging.THREE_LEVEL, 4));
        List<Callable<Long>> readers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            readers.add(() -> checksum(shared, builder));
        }
        FakeDriver mapped = FakeDriver.builder(ToyArchitecture.INSTANCE, memory, ToyRegisters.of(0))
                .open();
        long expected = checksum(VmiCore.withoutTlb(mapped, ToyArchitecture.INSTANCE, ToyPaging.THREE_LEVEL), builder);
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Long> sum : pool.invokeAll(readers)) {
                assertThat(sum.get()).isEqualTo(expected);
            }
        }
    }

    private static long checksum(VmiCore vmi, PageTableBuilder builder) {
        Random random = new Random(5);
        long sum = 0;
        for (int i = 0; i < READS; i++) {
            AccessContext access = AccessContext.paging(Va.of(random.nextInt(0x40000)), builder.root());
            try {
                sum = sum * 31 + vmi.readU64(access);
            } catch (VmiException e) {
                sum = sum * 31 + String.valueOf(e.getMessage()).hashCode();
            }
        }
        return sum;
    }
}
