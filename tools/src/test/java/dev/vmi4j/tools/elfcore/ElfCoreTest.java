package dev.vmi4j.tools.elfcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.ProcessCore;
import dev.vmi4j.core.os.ProcessCore.Kind;
import dev.vmi4j.core.os.ProcessCore.Note;
import dev.vmi4j.core.os.ProcessCore.Pages;
import dev.vmi4j.core.os.ProcessCore.Place;
import dev.vmi4j.core.os.ProcessCore.Region;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Core files, read back field by field as {@code elf(5)} lays them out. */
final class ElfCoreTest {
    private static final long PAGE = 4096;
    private static final long START = 0x7fff_0000_0000L;

    @TempDir
    private Path folder;

    /** A program header. */
    private record Header(int type, int flags, long offset, long va, long fileSize, long size) {}

    @Test
    void piecesOfARegionBecomeSegmentsByWhereTheirContentIs() throws IOException {
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0x10000, 8 * PAGE));
        memory.put(0x11000, text("first"));
        memory.put(0x13000, text("second"));
        Region region = new Region(new Va(START), new Va(START + 6 * PAGE), MemoryAccess.RW, Kind.PRIVATE_ANONYMOUS);
        byte[] file = bytes(
                core(memory.mapped(), List.of(region), (_, visitor) -> {
                    visitor.piece(Place.MEMORY, START, PAGE, 0x11000);
                    visitor.piece(Place.UNTOUCHED, START + PAGE, PAGE, 0);
                    visitor.piece(Place.SWAP, START + 2 * PAGE, PAGE, 0);
                    visitor.piece(Place.FILE, START + 3 * PAGE, PAGE, 0);
                    visitor.piece(Place.MEMORY, START + 4 * PAGE, PAGE, 0x13000);
                    visitor.piece(Place.UNKNOWN, START + 5 * PAGE, PAGE, 0);
                }),
                CoreFilter.ALL,
                new CoreSummary(1, 1, 4, 2 * PAGE, PAGE, PAGE, PAGE, PAGE, 0, 4 * PAGE));
        List<Header> loads = loads(file);
        assertThat(loads)
                .containsExactly(
                        new Header(1, 6, PAGE, START, 2 * PAGE, 2 * PAGE),
                        new Header(1, 6, 3 * PAGE, START + 2 * PAGE, 0, 2 * PAGE),
                        new Header(1, 6, 3 * PAGE, START + 4 * PAGE, PAGE, PAGE),
                        new Header(1, 6, 4 * PAGE, START + 5 * PAGE, 0, PAGE));
        assertThat(string(file, PAGE)).isEqualTo("first");
        assertThat(string(file, 3 * PAGE)).isEqualTo("second");
    }

    @Test
    void pagesThatTheSourceLacksHaveNoContent() throws IOException {
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0x10000, PAGE), new MemoryRange(0x12000, PAGE));
        memory.put(0x12000, text("behind the hole"));
        Region region = new Region(new Va(START), new Va(START + 3 * PAGE), MemoryAccess.R, Kind.PRIVATE_FILE);
        byte[] file = bytes(
                core(
                        memory.mapped(),
                        List.of(region),
                        (_, visitor) -> visitor.piece(Place.MEMORY, START, 3 * PAGE, 0x10000)),
                CoreFilter.ALL,
                new CoreSummary(1, 1, 3, 2 * PAGE, 0, 0, 0, PAGE, 0, 3 * PAGE));
        assertThat(loads(file))
                .containsExactly(
                        new Header(1, 4, PAGE, START, PAGE, PAGE),
                        new Header(1, 4, 2 * PAGE, START + PAGE, 0, PAGE),
                        new Header(1, 4, 2 * PAGE, START + 2 * PAGE, PAGE, PAGE));
        assertThat(string(file, 2 * PAGE)).isEqualTo("behind the hole");
    }

    @Test
    void notesAreAlignedAndNamed() throws IOException {
        byte[] file = bytes(core(SyntheticMemory.heap(new MemoryRange(0, PAGE)).mapped(), List.of(), (_, _) -> {}));
        Header note = headers(file).getFirst();
        ByteBuffer notes = ByteBuffer.wrap(file, (int) note.offset(), (int) note.fileSize())
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(note.type()).isEqualTo(4);
        assertThat(List.of(notes.getInt(), notes.getInt(), notes.getInt())).containsExactly(5, 3, 7);
        assertThat(take(notes, 8)).isEqualTo(text("CORE\0\0\0\0"));
        assertThat(take(notes, 4)).isEqualTo(new byte[] {1, 2, 3, 0});
        assertThat(List.of(notes.getInt(), notes.getInt(), notes.getInt())).containsExactly(6, 4, 0x202);
        assertThat(take(notes, 8)).isEqualTo(text("LINUX\0\0\0"));
        assertThat(take(notes, 4)).isEqualTo(new byte[] {4, 5, 6, 7});
        assertThat(notes.hasRemaining()).isFalse();
        assertThat(at(file).getShort(18)).as("e_machine").isEqualTo((short) 62);
    }

    @Test
    void aLargeHoleTakesNoRoomOnDisk() throws IOException {
        long size = 1L << 36;
        Region region = new Region(new Va(START), new Va(START + size), MemoryAccess.RW, Kind.PRIVATE_ANONYMOUS);
        Path path = write(
                core(
                        SyntheticMemory.heap(new MemoryRange(0, PAGE)).mapped(),
                        List.of(region),
                        (_, visitor) -> visitor.piece(Place.UNTOUCHED, START, size, 0)),
                CoreFilter.ALL);
        assertThat(Files.size(path)).isEqualTo(size + PAGE);
    }

    @Test
    void moreSegmentsThanTheHeaderCountsAreInTheFirstSection() throws IOException {
        int count = 70_000;
        Region region = new Region(new Va(START), new Va(START + count * PAGE), MemoryAccess.R, Kind.SHARED_FILE);
        byte[] file =
                bytes(core(SyntheticMemory.heap(new MemoryRange(0, PAGE)).mapped(), List.of(region), (_, visitor) -> {
                    for (int i = 0; i < count; i++) {
                        visitor.piece(i % 2 == 0 ? Place.MEMORY : Place.FILE, START + i * PAGE, PAGE, 0);
                    }
                }));
        assertThat(at(file).getShort(56) & 0xffff).as("e_phnum").isEqualTo(0xffff);
        long section = at(file).getLong(40);
        assertThat(at(file).getInt((int) section + 44)).as("sh_info").isEqualTo(count + 1);
        assertThat(loads(file)).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE_ANONYMOUS, 0x01, true",
        "SHARED_ANONYMOUS, 0x02, true",
        "PRIVATE_FILE, 0x04, true",
        "PRIVATE_FILE, 0x33, false",
        "SHARED_FILE, 0x08, true",
        "SHARED_FILE, 0x33, false",
        "PRIVATE_HUGE, 0x33, true",
        "SHARED_HUGE, 0x40, true",
        "SYSTEM, 0, true",
        "DEVICE, 0x1ff, false"
    })
    void theFilterIsThatOfTheKernel(Kind kind, String mask, boolean taken) throws IOException {
        Region region = new Region(new Va(START), new Va(START + PAGE), MemoryAccess.R, kind);
        ProcessCore core = core(
                SyntheticMemory.heap(new MemoryRange(0, PAGE)).mapped(),
                List.of(region),
                (_, visitor) -> visitor.piece(Place.MEMORY, START, PAGE, 0));
        Path path = write(core, new CoreFilter(Long.decode(mask)));
        assertThat(loads(Files.readAllBytes(path)))
                .containsExactly(new Header(1, 4, PAGE, START, taken ? PAGE : 0, PAGE));
    }

    private static ProcessCore core(PhysicalMemory memory, List<Region> regions, Pages pages) {
        List<Note> notes =
                List.of(new Note("CORE", 7, new byte[] {1, 2, 3}), new Note("LINUX", 0x202, new byte[] {4, 5, 6, 7}));
        return new ProcessCore(62, 1, notes, regions, pages, memory);
    }

    private byte[] bytes(ProcessCore core) throws IOException {
        return Files.readAllBytes(write(core, CoreFilter.ALL));
    }

    private byte[] bytes(ProcessCore core, CoreFilter filter, CoreSummary expected) throws IOException {
        Path path = folder.resolve("core");
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThat(ElfCore.write(core, filter, channel)).isEqualTo(expected);
        }
        return Files.readAllBytes(path);
    }

    private Path write(ProcessCore core, CoreFilter filter) throws IOException {
        Path path = folder.resolve("core");
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ElfCore.write(core, filter, channel);
        }
        return path;
    }

    private static List<Header> loads(byte[] file) {
        return headers(file).stream().filter(header -> header.type() == 1).toList();
    }

    private static List<Header> headers(byte[] file) {
        ByteBuffer bytes = at(file);
        int count = bytes.getShort(56) & 0xffff;
        int all = count == 0xffff ? bytes.getInt((int) bytes.getLong(40) + 44) : count;
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            int from = 64 + 56 * i;
            headers.add(new Header(
                    bytes.getInt(from),
                    bytes.getInt(from + 4),
                    bytes.getLong(from + 8),
                    bytes.getLong(from + 16),
                    bytes.getLong(from + 32),
                    bytes.getLong(from + 40)));
        }
        return headers;
    }

    private static ByteBuffer at(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String string(byte[] file, long offset) {
        int end = (int) offset;
        while (file[end] != 0) {
            end++;
        }
        return new String(file, (int) offset, end - (int) offset, StandardCharsets.US_ASCII);
    }
}
