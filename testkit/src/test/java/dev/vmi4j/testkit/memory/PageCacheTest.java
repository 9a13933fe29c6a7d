package dev.vmi4j.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.CacheStatistics;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.MissingMemoryException;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PageState;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.testkit.Hammer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PageCacheTest {
    private final SyntheticMemory bytes =
            SyntheticMemory.heap(new MemoryRange(0, 0x10000), new MemoryRange(0x40000, 0x1000));
    private final SyntheticSource source = bytes.source(12);

    @Test
    void sizesAreRoundedUpAndZeroIsOff() {
        int[][] sizes = {{0, 0}, {1, 4}, {4, 4}, {5, 8}, {1000, 1024}, {1 << 20, 1 << 20}};
        for (int[] size : sizes) {
            assertThat(new PageCache(source, size[0]).capacity()).isEqualTo(size[1]);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new PageCache(source, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PageCache(source, (1 << 28) + 1));
    }

    @Test
    void hitsAndMissesAreCounted() {
        PhysicalMemory memory = bytes.paged(source, 64);
        PageCache cache = memory.cache().orElseThrow();
        memory.readByte(0x1000);
        memory.readLong(0x1008);
        memory.readLong(0x1ffc);
        assertThat(cache.statistics().misses()).isEqualTo(2);
        assertThat(cache.statistics().hits()).isEqualTo(7 + 1);
        assertThat(source.reads()).isEqualTo(2);
    }

    @Test
    void switchedOffEveryReadAsksTheSource() {
        PhysicalMemory memory = bytes.paged(source, 0);
        for (int i = 0; i < 5; i++) {
            memory.readByte(0x1000);
        }
        assertThat(source.reads()).isEqualTo(5);
        PageCache cache = memory.cache().orElseThrow();
        cache.flush(1);
        cache.flush();
        assertThat(cache.statistics()).isEqualTo(new CacheStatistics(0, 5));
    }

    @Test
    void flushesForgetOneEntryOrAll() {
        PhysicalMemory memory = bytes.paged(source, 64);
        PageCache cache = memory.cache().orElseThrow();
        memory.readByte(0x1000);
        memory.readByte(0x2000);
        bytes.put(0x1000, (byte) 1);
        bytes.put(0x2000, (byte) 2);
        assertThat(memory.readByte(0x1000)).as("still cached").isZero();
        cache.flush(1);
        assertThat(memory.readByte(0x1000)).isEqualTo((byte) 1);
        assertThat(memory.readByte(0x2000)).as("still cached").isZero();
        cache.flush();
        assertThat(memory.readByte(0x2000)).isEqualTo((byte) 2);
    }

    @Test
    void aSmallCacheReadsRight() {
        PhysicalMemory memory = bytes.paged(source, 1);
        for (int i = 0; i < 16; i++) {
            bytes.put(i * 0x1000L, (byte) i);
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 16; i++) {
                assertThat(memory.readByte(i * 0x1000L)).isEqualTo((byte) i);
            }
        }
    }

    @Test
    void pagesThatTheSourceLacksSayWhy() {
        PhysicalMemory memory = bytes.paged(source, 64);
        source.flaw(1, PageState.EXCLUDED).flaw(2, PageState.DAMAGED);
        PageState[] states = {PageState.PRESENT, PageState.EXCLUDED, PageState.DAMAGED, PageState.PRESENT};
        for (int i = 0; i < states.length; i++) {
            assertThat(memory.state(i * 0x1000L)).isEqualTo(states[i]);
        }
        checkMissing(memory, 0x1000, PageState.EXCLUDED, "was left out of the image");
        checkMissing(memory, 0x2123, PageState.DAMAGED, "is damaged in the image");
        checkMissing(memory, 0x20000, PageState.ABSENT, "is not memory of this guest");
        checkMissing(memory, -1, PageState.ABSENT, "0xffffffffffffffff");
        assertThat(memory.readable(0, 0x10000)).isEqualTo(0x1000);
        assertThat(memory.readable(0x3000, 0x100000)).isEqualTo(0xd000);
        assertThat(memory.slice(0x1000).byteSize()).isZero();
        assertThat(memory.slice(0x3010).byteSize()).isEqualTo(0xff0);
        assertThat(memory.entryOrZero(0x1000)).isZero();
        assertThat(memory.entry32OrZero(0x2ffc)).isZero();
    }

    @Test
    void aPageThatFailsOnlyWhenItIsReadIsDamaged() {
        PhysicalMemory memory = bytes.paged(source, 4);
        source.beforeRead(gfn -> source.flaw(gfn, PageState.DAMAGED));
        assertThat(memory.state(0)).isEqualTo(PageState.PRESENT);
        source.afterRead(_ -> {});
        checkMissing(memory, 0, PageState.DAMAGED, "0x0 is damaged");
    }

    @Test
    void aReadThatFailsOnceIsNotRemembered() {
        PhysicalMemory memory = bytes.paged(source, 4);
        AtomicLong calls = new AtomicLong();
        VmiException failure = new VmiException("the peer hung up");
        source.beforeRead(_ -> {
            if (calls.incrementAndGet() == 1) {
                throw failure;
            }
        });
        assertThatExceptionOfType(VmiException.class)
                .isThrownBy(() -> memory.readByte(5))
                .isSameAs(failure);
        assertThat(memory.readByte(5)).isZero();
    }

    @Test
    void writeAndFlushIsNeverFollowedByAnOldRead() {
        PhysicalMemory memory = bytes.paged(source, 4);
        PageCache cache = memory.cache().orElseThrow();
        Hammer.writesAreSeen(
                value -> {
                    Hammer.store(bytes.at(0x3008, 8), value);
                    if ((value & 1) == 0) {
                        cache.flush(3);
                    } else {
                        cache.flush();
                    }
                },
                () -> memory.readLong(0x3008));
    }

    @Test
    void overlappingRunsAreRefusedAndTouchingOnesMerged() {
        MemorySegment page = MemorySegment.ofArray(new byte[0x1000]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhysicalMemory.mapped(List.of(new MemoryRun(0x800, page), new MemoryRun(0, page))))
                .withMessageContaining("overlap");
        PhysicalMemory memory = PhysicalMemory.mapped(
                List.of(new MemoryRun(0x1000, page), new MemoryRun(0, page), new MemoryRun(0x8000, page)));
        assertThat(memory.ranges()).containsExactly(new MemoryRange(0, 0x2000), new MemoryRange(0x8000, 0x1000));
        assertThat(memory.size()).isEqualTo(0x3000);
        assertThat(memory.slice(0x1800).byteSize()).isEqualTo(0x800);
        assertThat(memory.slice(0x1800).isReadOnly()).isTrue();
        assertThat(memory.cache()).isEmpty();
        assertThat(memory.state(0x3000)).isEqualTo(PageState.ABSENT);
        assertThat(memory.state(Long.MIN_VALUE)).isEqualTo(PageState.ABSENT);
        assertThat(memory).hasToString("guest physical memory of 0x3000 bytes in 2 ranges");
    }

    @Test
    void entriesOutsideAndAcrossRuns() {
        SyntheticMemory runs = SyntheticMemory.heap(
                new MemoryRange(0, 0x1000),
                new MemoryRange(0x1000, 4),
                new MemoryRange(0x1004, 0x200),
                new MemoryRange(0x3000, 4));
        runs.put(0x1000, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        runs.put(0x3000, new byte[] {1, 2, 3, (byte) 0x84});
        PhysicalMemory memory = runs.mapped();
        assertThat(memory.entryOrZero(0x1000)).isEqualTo(0x0807_0605_0403_0201L);
        assertThat(memory.entryOrZero(0x3000)).as("cut").isZero();
        assertThat(memory.entry32OrZero(0x3000)).isEqualTo(0x8403_0201L);
        assertThat(memory.entryOrZero(0x5000)).isZero();
        assertThat(memory.entryOrZero(-8)).isZero();
        assertThat(PhysicalMemory.mapped(List.of()).entryOrZero(0)).isZero();
    }

    @Test
    void aClosedArenaEndsEveryRead() {
        PhysicalMemory memory;
        try (Arena arena = Arena.ofShared()) {
            memory = SyntheticMemory.offHeap(arena, new MemoryRange(0, 0x2000), new MemoryRange(0x4000, 16))
                    .mapped();
        }
        for (long pa : new long[] {0, 0x4000}) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> memory.readLong(pa));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> memory.readBytes(pa, 8));
        }
    }

    private static void checkMissing(PhysicalMemory memory, long pa, PageState state, String message) {
        assertThatExceptionOfType(MissingMemoryException.class)
                .isThrownBy(() -> memory.readInt(pa))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.state()).isEqualTo(state));
    }
}
