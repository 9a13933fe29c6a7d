package dev.vmi4j.testkit.memory;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Tlb;
import dev.vmi4j.testkit.contract.GuestMemoryContract;
import dev.vmi4j.testkit.contract.MemoryFixture;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import dev.vmi4j.testkit.toy.ToyEncoders;
import dev.vmi4j.testkit.toy.ToyPaging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every variant of physical memory and of address spaces. */
class GuestMemoryTest {
    private record Physical(SyntheticMemory bytes, PhysicalMemory memory, long start, int size, int unit)
            implements MemoryFixture {
        @Override
        public void put(int offset, byte... content) {
            bytes.put(start + offset, content);
            memory.cache().ifPresent(PageCache::flush);
        }
    }

    /** Pages of 1 KiB scattered backwards over physical memory. */
    private record Virtual(SyntheticMemory bytes, AddressSpace memory, PageTableBuilder builder, int pages)
            implements MemoryFixture {
        static final long START = 0x8_fc00;

        static Virtual of(SyntheticMemory bytes, PhysicalMemory physical) {
            PageTableBuilder builder = new PageTableBuilder(ToyEncoders.SMALL, bytes);
            for (int i = 0; i < 9; i++) {
                builder.map(START + i * 1024L, 0x9c00 - i * 2048L, 1024);
            }
            return new Virtual(bytes, AddressSpace.of(physical, ToyPaging.SMALL, builder.root()), builder, 9);
        }

        @Override
        public long start() {
            return START;
        }

        @Override
        public int size() {
            return pages * 1024;
        }

        @Override
        public int unit() {
            return 1024;
        }

        @Override
        public void put(int offset, byte... content) {
            for (int i = 0; i < content.length; i++) {
                long va = START + offset + i;
                bytes.put(builder.page(va).orElseThrow().translate(va), content[i]);
            }
            memory.physicalMemory().cache().ifPresent(PageCache::flush);
        }
    }

    @Nested
    class OneRunOnTheHeap extends GuestMemoryContract {
        @Override
        protected MemoryFixture fixture() {
            SyntheticMemory bytes = SyntheticMemory.heap(new MemoryRange(0x10000, 0x4000));
            return new Physical(bytes, bytes.mapped(), 0x10000, 0x4000, 0x1000);
        }
    }

    @Nested
    class ManyRunsThatTouch extends GuestMemoryContract {
        @Override
        protected MemoryFixture fixture() {
            SyntheticMemory bytes = SyntheticMemory.heap(
                    new MemoryRange(0x1_0000_0c00L, 0x403),
                    new MemoryRange(0x1_0000_0000L, 0x400),
                    new MemoryRange(0x1_0000_0400L, 0x800),
                    new MemoryRange(0x1_0000_1003L, 0x3fd),
                    new MemoryRange(0x9_0000_0000L, 0x10));
            return new Physical(bytes, bytes.mapped(), 0x1_0000_0000L, 0x1400, 0x400);
        }
    }

    @Nested
    class RunsOutsideTheHeap extends GuestMemoryContract {
        private final Arena arena = Arena.ofShared();

        @Override
        protected MemoryFixture fixture() {
            SyntheticMemory bytes = SyntheticMemory.offHeap(
                    arena, new MemoryRange(0x3000, 0x1000), new MemoryRange(0x4000, 0x3000), new MemoryRange(0, 1));
            return new Physical(bytes, bytes.mapped(), 0x3000, 0x4000, 0x1000);
        }

        @AfterEach
        void close() {
            arena.close();
        }
    }

    @Nested
    class RunsOfAFile extends GuestMemoryContract {
        private final Arena arena = Arena.ofShared();

        @TempDir
        Path folder;

        @Override
        protected MemoryFixture fixture() {
            try {
                SyntheticMemory bytes = SyntheticMemory.file(
                        arena, folder.resolve("ram"), new MemoryRange(0x2000, 0x2000), new MemoryRange(0x4000, 0x2000));
                return new Physical(bytes, bytes.mapped(), 0x2000, 0x4000, 0x1000);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @AfterEach
        void close() {
            arena.close();
        }
    }

    @Nested
    class PagesThroughACache extends GuestMemoryContract {
        @Override
        protected MemoryFixture fixture() {
            SyntheticMemory bytes = SyntheticMemory.heap(new MemoryRange(0x5000, 0x5000));
            return new Physical(bytes, bytes.paged(bytes.source(12), 4), 0x5000, 0x5000, 0x1000);
        }
    }

    @Nested
    class PagesWithoutACache extends GuestMemoryContract {
        @Override
        protected MemoryFixture fixture() {
            SyntheticMemory bytes = SyntheticMemory.heap(new MemoryRange(0x8000, 0x10000));
            return new Physical(bytes, bytes.paged(bytes.source(14), 0), 0x8000, 0x10000, 0x4000);
        }
    }

    @Nested
    class AddressSpaceOverARun extends GuestMemoryContract {
        @Override
        protected MemoryFixture fixture() {
            SyntheticMemory bytes = SyntheticMemory.heap(new MemoryRange(0, 0x10000));
            return Virtual.of(bytes, bytes.mapped());
        }
    }

    @Nested
    class AddressSpaceOverRunsSmallerThanAPage extends GuestMemoryContract {
        @Override
        protected MemoryFixture fixture() {
            MemoryRange[] ranges = new MemoryRange[0x80];
            for (int i = 0; i < ranges.length; i++) {
                ranges[i] = i == 0 ? new MemoryRange(0, 0x1000) : new MemoryRange(0xe00 + i * 0x200L, 0x200);
            }
            SyntheticMemory bytes = SyntheticMemory.heap(ranges);
            return Virtual.of(bytes, bytes.mapped());
        }
    }

    @Nested
    class AddressSpaceWithATlbOverPages extends GuestMemoryContract {
        @Override
        protected MemoryFixture fixture() {
            SyntheticMemory bytes = SyntheticMemory.heap(new MemoryRange(0, 0x10000));
            Virtual plain = Virtual.of(bytes, bytes.paged(bytes.source(12), 64));
            AddressSpace cached = plain.memory().cached(Tlb.counting(ToyPaging.SMALL, 4));
            return new Virtual(bytes, cached, plain.builder(), plain.pages());
        }
    }
}
