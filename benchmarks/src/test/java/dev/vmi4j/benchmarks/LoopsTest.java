package dev.vmi4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.benchmarks.Workload.AddressSet;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Tlb;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured must be right: beside a walk written out here, over a small image of random page tables. */
class LoopsTest {
    private static final int SIZE = 4 << 20;
    private static final int KERNEL = 0x10_0000;
    private static final int PROCESS = 0x20_0000;
    private static final long ADDRESS = 0x000f_ffff_ffff_f000L;

    @TempDir
    private Path folder;

    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private int free = 0x30_0000;

    @BeforeEach
    void writeImage() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        random.nextBytes(bytes.array());
        Arrays.fill(bytes.array(), KERNEL, KERNEL + 4096, (byte) 0);
        Arrays.fill(bytes.array(), PROCESS, PROCESS + 4096, (byte) 0);
        for (int i = 0; i < 64; i++) {
            map(KERNEL, 0xffff_8000_0000_0000L + i * 0x1000L, random.nextInt(SIZE / 4096) * 4096L, 3);
            map(KERNEL, 0xffff_ffff_8000_0000L + i * 0x5000L, random.nextInt(SIZE / 4096) * 4096L, 3);
        }
        bytes.putLong(entry(KERNEL, 0xffff_8000_4000_0000L, 21), 0x20_0000 | 0x83);
        for (int at = 2048; at < 4096; at += 8) {
            bytes.putLong(PROCESS + at, bytes.getLong(KERNEL + at));
        }
        for (int i = 0; i < 64; i++) {
            map(PROCESS, 0x40_0000 + i * 0x1000L, random.nextInt(SIZE / 4096) * 4096L, 7);
        }
        Files.write(folder.resolve("image.raw"), bytes.array());
    }

    /** Address of the entry of a virtual address at a level, with tables made on the way down. */
    private int entry(int root, long va, int level) {
        int table = root;
        for (int shift = 39; shift > level; shift -= 9) {
            int at = table + (int) (va >>> shift & 511) * 8;
            if ((bytes.getLong(at) & 1) == 0) {
                Arrays.fill(bytes.array(), free, free + 4096, (byte) 0);
                bytes.putLong(at, free | 7);
                free += 4096;
            }
            table = (int) (bytes.getLong(at) & ADDRESS);
        }
        return table + (int) (va >>> level & 511) * 8;
    }

    private void map(int root, long va, long pa, int bits) {
        bytes.putLong(entry(root, va, 12), pa | bits);
    }

    /** The walk written out. */
    private long naive(long root, long va) {
        if (va >> 47 != 0 && va >> 47 != -1) {
            return -1;
        }
        long l4 = bytes.getLong((int) (root + (va >>> 39 & 511) * 8));
        if ((l4 & 0x81) != 1) {
            return -1;
        }
        long l3 = bytes.getLong((int) ((l4 & ADDRESS) + (va >>> 30 & 511) * 8));
        if ((l3 & 1) == 0) {
            return -1;
        }
        long l2 = bytes.getLong((int) ((l3 & ADDRESS) + (va >>> 21 & 511) * 8));
        if ((l2 & 1) == 0) {
            return -1;
        }
        if ((l2 & 0x80) != 0) {
            return l2 & 0x000f_ffff_ffe0_0000L | va & 0x1f_ffff;
        }
        long l1 = bytes.getLong((int) ((l2 & ADDRESS) + (va >>> 12 & 511) * 8));
        return (l1 & 1) == 0 ? -1 : l1 & ADDRESS | va & 0xfff;
    }

    private Workload prepare() throws IOException {
        Path image = folder.resolve("image.raw");
        Workload work = new Workload(image, folder.resolve("work"), Pa.ZERO, tables(KERNEL), tables(PROCESS));
        try (GuestImage guest = work.open()) {
            work.write(guest.memory());
        }
        return Workload.read(folder.resolve("work"));
    }

    private static PageTables tables(long root) {
        return new PageTables(Amd64Paging.FOUR_LEVEL, new Pa(root));
    }

    private static long root(AddressSet set) {
        return set == AddressSet.PROCESS ? PROCESS : KERNEL;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Workload work = prepare();
        assertThat(work.base()).isEqualTo(Pa.ZERO);
        assertThat(work.kernel()).isEqualTo(tables(KERNEL));
        assertThat(work.process()).isEqualTo(tables(PROCESS));
    }

    @Test
    void aboutHalfOfTheAddressesTranslate() throws IOException {
        Workload work = prepare();
        for (AddressSet set : AddressSet.values()) {
            long[] addresses = work.addresses(set);
            long mapped = Arrays.stream(addresses)
                    .filter(va -> naive(root(set), va) >= 0)
                    .count();
            assertThat(addresses).hasSize(Workload.COUNT);
            double share = (double) mapped / addresses.length;
            assertThat(share)
                    .as("%s", set)
                    .isBetween(set == AddressSet.HOT ? 1 : 0.49, set == AddressSet.HOT ? 1 : 0.51);
        }
    }

    @Test
    void loopsComputeWhatANaiveWalkDoes() throws IOException {
        Workload work = prepare();
        try (GuestImage image = work.open()) {
            for (AddressSet set : AddressSet.values()) {
                long[] addresses = work.addresses(set);
                long root = root(set);
                AddressSpace space = work.space(image.memory(), set);
                long translated =
                        Arrays.stream(addresses).map(va -> naive(root, va)).sum();
                long read = Arrays.stream(addresses)
                        .map(va -> naive(root, va))
                        .map(pa -> pa < 0 ? 1 : bytes.getLong((int) pa))
                        .sum();
                AddressSpace cached = space.cached(Tlb.counting(Amd64Paging.FOUR_LEVEL, 64));
                assertThat(Loops.lookup(space, addresses, 0, addresses.length)).isEqualTo(translated);
                assertThat(Loops.lookup(cached, addresses, 0, addresses.length)).isEqualTo(translated);
                assertThat(Loops.readLong(space, addresses, 0, addresses.length))
                        .isEqualTo(read);
            }
        }
    }

    @Test
    void arraysAreWhatTheTlbAnswers() throws IOException {
        Workload work = prepare();
        try (GuestImage image = work.open()) {
            long[] hot = work.addresses(AddressSet.HOT);
            long[] frames = new long[1 << 20];
            long[] slots = new long[2 << 20];
            for (long va : hot) {
                int page = (int) (va >>> 12) & frames.length - 1;
                frames[page] = naive(KERNEL, va) & ADDRESS;
                slots[page * 2] = va >>> 12;
                slots[page * 2 + 1] = frames[page];
            }
            AddressSpace space = work.space(image.memory(), AddressSet.HOT);
            long sum = Loops.lookup(space, hot, 0, hot.length);
            assertThat(Loops.array(frames, hot, 0, hot.length)).isEqualTo(sum);
            assertThat(Loops.taggedArray(slots, hot, 0, hot.length)).isEqualTo(sum);
            assertThat(Loops.readMapped(space, hot, 0, hot.length))
                    .isEqualTo(Loops.readLong(space, hot, 0, hot.length));
        }
    }

    @Test
    void copiesAreTheBytesOfTheImage() throws IOException {
        Workload work = prepare();
        try (GuestImage image = work.open()) {
            PhysicalMemory memory = image.memory();
            long sum = 0;
            for (int page = 0; page < SIZE / 4096; page++) {
                sum += bytes.get(page * 4096 + (page & 4095)) & 0xff;
            }
            byte[] last = new byte[4096];
            assertThat(Loops.copy(memory, 0, MemorySegment.ofArray(last), 0, SIZE / 4096))
                    .isEqualTo(sum);
            assertThat(last).isEqualTo(Arrays.copyOfRange(bytes.array(), SIZE - 4096, SIZE));
        }
    }

    @Test
    void batchesComeRound() {
        Batches batches = new Batches(10, 4);
        assertThat(new int[] {batches.next(), batches.next(), batches.next()}).containsExactly(0, 4, 0);
    }
}
