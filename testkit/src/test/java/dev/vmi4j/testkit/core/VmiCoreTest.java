package dev.vmi4j.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmi4j.core.ScatterRead;
import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.AccessContext;
import dev.vmi4j.core.address.AddressContext;
import dev.vmi4j.core.address.MissingRootException;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.driver.MissingCapabilityException;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MissingMemoryException;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.FaultReason;
import dev.vmi4j.core.paging.MappingCursor;
import dev.vmi4j.core.paging.PageFaultException;
import dev.vmi4j.core.paging.Tlb;
import dev.vmi4j.testkit.driver.Call;
import dev.vmi4j.testkit.driver.FakeDriver;
import dev.vmi4j.testkit.driver.FakeImage;
import dev.vmi4j.testkit.driver.Operation;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.PageMarks;
import dev.vmi4j.testkit.paging.PageRights;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import dev.vmi4j.testkit.toy.ToyArchitecture;
import dev.vmi4j.testkit.toy.ToyEncoders;
import dev.vmi4j.testkit.toy.ToyLevel;
import dev.vmi4j.testkit.toy.ToyPaging;
import dev.vmi4j.testkit.toy.ToyRegisters;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages of 8 KiB at 0x10000 and 0x12000 lie apart in physical memory, which a source makes in pages of 4 KiB. */
class VmiCoreTest {
    private final SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, 0x40000));
    private final PageTableBuilder builder = new PageTableBuilder(ToyEncoders.THREE_LEVEL, memory);
    private final Pa root = builder.root();
    private final FakeDriver driver;
    private final VmiCore vmi;

    VmiCoreTest() {
        builder.map(0x10000, 0x30000, 0x2000);
        builder.map(0x12000, 0x20000, 0x2000);
        driver = FakeDriver.builder(ToyArchitecture.INSTANCE, memory, ToyRegisters.of(root.value()))
                .paged(12, 64)
                .open();
        vmi = VmiCore.of(driver, ToyArchitecture.INSTANCE, ToyPaging.THREE_LEVEL);
    }

    private AccessContext at(long va) {
        return AccessContext.paging(Va.of(va), root);
    }

    @Test
    void integersByEitherAccess() {
        memory.putLong(0x31ffc, 0x8182_8384_8586_8788L);
        memory.putInt(0x20000, 0xf1f2_f3f4);
        for (AccessContext access : List.of(at(0x11ffc), AccessContext.direct(Pa.of(0x31ffc)))) {
            assertThat(vmi.readU8(access)).isEqualTo(0x88);
            assertThat(vmi.readU16(access)).isEqualTo(0x8788);
            assertThat(vmi.readU32(access)).isEqualTo(0x8586_8788L);
            assertThat(vmi.readVa(access, 4)).isEqualTo(Va.of(0x8586_8788L));
        }
        assertThat(vmi.readU64(at(0x11ffc))).as("across pages").isEqualTo(0xf1f2_f3f4_8586_8788L);
        assertThat(vmi.readVa(at(0x11ffc), 8)).isEqualTo(Va.of(0xf1f2_f3f4_8586_8788L));
        assertThat(vmi.readU64(AccessContext.direct(Pa.of(0x31ffc)))).isEqualTo(0x8182_8384_8586_8788L);
        assertThat(vmi.readUnsigned(at(0x11ffe), 4)).isEqualTo(0xf3f4_8586L);
    }

    @Test
    void textAndStructuresAcrossPages() {
        byte[] text = "kernel\0".getBytes(StandardCharsets.UTF_8);
        vmi.write(at(0x11ffd), MemorySegment.ofArray(text));
        assertThat(vmi.readUtf8(at(0x11ffd), 100)).isEqualTo("kernel");
        assertThat(vmi.readUtf8Counted(at(0x11ffd), 4)).isEqualTo("kern");
        vmi.write(at(0x11ffd), MemorySegment.ofArray("win\0".getBytes(StandardCharsets.UTF_16LE)));
        assertThat(vmi.readUtf16(at(0x11ffd), 100)).isEqualTo("win");
        assertThat(vmi.readUtf16Counted(at(0x11ffd), 4)).isEqualTo("wi");
        memory.putInt(0x20000, 7);
        MemoryLayout layout = MemoryLayout.structLayout(
                ValueLayout.JAVA_INT.withName("a"), ValueLayout.JAVA_INT.withName("b"), ValueLayout.JAVA_BYTE);
        vmi.newEpoch();
        int second = vmi.readStructure(at(0x11ffc), layout, bytes -> {
            assertThat(bytes.byteSize()).isEqualTo(9);
            assertThat(bytes.isReadOnly()).isTrue();
            return bytes.get(LittleEndian.INT, 4);
        });
        assertThat(second).isEqualTo(7);
    }

    @Test
    void faultsCarryWhatWasRead() {
        assertThat(vmi.translate(new AddressContext(Va.of(0x12345), root))).isEqualTo(Pa.of(0x20345));
        assertThat(vmi.tryTranslate(new AddressContext(Va.of(0x14000), root))).isEmpty();
        assertThatExceptionOfType(PageFaultException.class)
                .isThrownBy(() -> vmi.readU8(at(0x14000)))
                .withMessageContaining("0x14000 is not mapped under root " + root)
                .satisfies(e -> {
                    assertThat(e.va()).isEqualTo(Va.of(0x14000));
                    assertThat(e.root()).isEqualTo(root);
                    assertThat(e.reason()).isEqualTo(FaultReason.NOT_PRESENT);
                    assertThat(e.level()).contains(ToyLevel.LAST);
                    assertThat(e.entry()).contains(0L);
                    assertThat(e.walk().steps()).hasSize(3);
                });
        assertThatExceptionOfType(MissingRootException.class)
                .isThrownBy(() -> vmi.readU8(AccessContext.paging(Va.of(0x10000))));
    }

    @Test
    void reservedBitsAreFaultsAndMalformedEntries() {
        for (long bit : new long[] {1L << 52, 1L << 55}) {
            builder.forge(0x12000, 2, ToyEncoders.THREE_LEVEL.leaf(2, 0x20000, PageRights.ALL, PageMarks.NONE) | bit);
            vmi.newEpoch();
            assertThatExceptionOfType(PageFaultException.class)
                    .isThrownBy(() -> vmi.readU8(at(0x12000)))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(FaultReason.RESERVED_BIT));
            var cursor = vmi.addressSpace(root).mappings();
            assertThat(cursor.stream().map(mapping -> mapping.va().value())).containsExactly(0x10000L);
            assertThat(cursor.malformed()).hasSize(1);
            assertThat(cursor.malformed().getFirst().va()).isEqualTo(Va.of(0x12000));
        }
    }

    @Test
    void writesAreSeenThroughEveryCache() {
        assertThat(vmi.readU64(at(0x11000))).isZero();
        assertThat(vmi.readU64(at(0x10ff8))).isZero();
        byte[] content = new byte[0x3000];
        Arrays.fill(content, (byte) 0x5a);
        vmi.write(at(0x10800), MemorySegment.ofArray(content));
        byte[] read = new byte[0x3000];
        vmi.read(at(0x10800), MemorySegment.ofArray(read));
        assertThat(read).containsOnly(0x5a);
        assertThat(driver.calls().stream()
                        .filter(Call.Write.class::isInstance)
                        .map(call -> ((Call.Write) call).pa().value()))
                .containsExactly(0x30800L, 0x31000L, 0x20000L, 0x21000L);
    }

    @Test
    void writesToPageTablesEndOldTranslations() {
        vmi.readU8(at(0x10000));
        long entry = builder.entryAddress(0x10000, 2);
        memory.put(0x24000, (byte) 9);
        byte[] leaf = new byte[8];
        LittleEndian.putLong(leaf, 0, ToyEncoders.THREE_LEVEL.leaf(2, 0x24000, PageRights.ALL, PageMarks.NONE));
        vmi.write(AccessContext.direct(Pa.of(entry)), MemorySegment.ofArray(leaf));
        assertThat(vmi.readU8(at(0x10000))).isEqualTo(9);
    }

    @Test
    void aWriteThatFailsLaterKeepsWhatWasWrittenAndForgetsWhatWasCached() {
        vmi.readU8(at(0x10000));
        driver.fail(Operation.WRITE, 2, new VmiException("on purpose"));
        byte[] content = new byte[0x2000];
        content[0] = 1;
        assertThatExceptionOfType(VmiException.class)
                .isThrownBy(() -> vmi.write(at(0x10000), MemorySegment.ofArray(content)))
                .withMessage("on purpose");
        assertThat(vmi.readU8(at(0x10000))).isEqualTo(1);
    }

    @Test
    void aNewEpochForgetsEverything() {
        vmi.readU8(at(0x10000));
        builder.forge(0x10000, 2, ToyEncoders.THREE_LEVEL.leaf(2, 0x24000, PageRights.ALL, PageMarks.NONE));
        memory.put(0x24000, (byte) 9);
        assertThat(vmi.readU8(at(0x10000))).as("still cached").isZero();
        vmi.newEpoch();
        assertThat(vmi.readU8(at(0x10000))).isEqualTo(9);
    }

    @Test
    void scatterReadsAnswerForEachPage() {
        memory.put(0x30010, (byte) 1, (byte) 2);
        MemorySegment first = MemorySegment.ofArray(new byte[0x5000]);
        MemorySegment second = MemorySegment.ofArray(new byte[2]);
        List<ScatterRead.PageResult> results = vmi.readScatter(List.of(
                new ScatterRead(at(0x11000), first),
                new ScatterRead(AccessContext.direct(Pa.of(0x30010)), second),
                new ScatterRead(AccessContext.paging(Va.ZERO), MemorySegment.ofArray(new byte[1])),
                new ScatterRead(at(-0x2000), MemorySegment.ofArray(new byte[0x4000])),
                new ScatterRead(at(0), MemorySegment.ofArray(new byte[0]))));
        assertThat(results)
                .extracting(ScatterRead.PageResult::offset)
                .containsExactly(0L, 0x1000L, 0x3000L, 0L, 0L, 0L, 0x2000L);
        assertThat(results)
                .extracting(ScatterRead.PageResult::length)
                .containsExactly(0x1000L, 0x2000L, 0x2000L, 2L, 1L, 0x2000L, 0x2000L);
        assertThat(results)
                .extracting(ScatterRead.PageResult::succeeded)
                .containsExactly(true, true, false, true, false, false, false);
        assertThat(results.get(2).failure()).containsInstanceOf(PageFaultException.class);
        assertThat(results.get(4).failure()).containsInstanceOf(MissingRootException.class);
        assertThat(second.toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 2);
    }

    @Test
    void textInAPageOfWhichTheSourceLacksTheEnd() {
        SyntheticMemory cut = SyntheticMemory.heap(new MemoryRange(0, 0x21010));
        PageTableBuilder tables = new PageTableBuilder(ToyEncoders.THREE_LEVEL, cut);
        tables.map(0x10000, 0x20000, 0x2000);
        cut.put(0x2100c, (byte) 'e', (byte) 'n', (byte) 'd', (byte) 0);
        VmiCore core = VmiCore.withoutTlb(
                new FakeImage(
                        cut.mapped(), List.of(ToyRegisters.of(tables.root().value()))),
                ToyArchitecture.INSTANCE,
                ToyPaging.THREE_LEVEL);
        AccessContext text = AccessContext.paging(Va.of(0x1100c), tables.root());
        assertThat(core.readUtf8(text, 64)).isEqualTo("end");
        assertThat(core.tlb()).isEmpty();
        assertThatExceptionOfType(MissingMemoryException.class).isThrownBy(() -> core.readUtf8Counted(text, 5));
        assertThatExceptionOfType(MissingCapabilityException.class)
                .isThrownBy(() -> core.write(text, MemorySegment.ofArray(new byte[1])));
    }

    @Test
    void aTableThatTheImageCutsIsAGap() {
        SyntheticMemory whole = SyntheticMemory.heap(new MemoryRange(0, 0x6000));
        PageTableBuilder tables = new PageTableBuilder(ToyEncoders.THREE_LEVEL, whole);
        tables.map(0, 0x2000, 0x2000);
        tables.map(1023 * 0x2000, 0x4000, 0x2000);
        long last = tables.entryAddress(0, 2);
        SyntheticMemory cut = SyntheticMemory.heap(new MemoryRange(0, last + 0x1000));
        cut.put(0, whole.at(0, last + 0x1000).toArray(ValueLayout.JAVA_BYTE));
        var cursor = AddressSpace.of(cut.mapped(), ToyPaging.THREE_LEVEL, tables.root())
                .mappings();
        assertThat(cursor.stream().map(mapping -> mapping.va().value())).containsExactly(0L);
        assertThat(cursor.unreadable())
                .containsExactly(new MappingCursor.Gap(Va.of(512 * 0x2000), 512 * 0x2000, Pa.of(last + 0x1000)));
    }

    @Test
    void accessorsAnswerWhatWasGiven() {
        Tlb tlb = Tlb.uncounted(ToyPaging.THREE_LEVEL, 4);
        VmiCore core = VmiCore.of(driver, ToyArchitecture.INSTANCE, tlb);
        assertThat(core.tlb()).containsSame(tlb);
        assertThat(core.driver()).isSameAs(driver);
        assertThat(core.memory()).isSameAs(driver.memory());
        assertThat(core.pagingMode()).isSameAs(ToyPaging.THREE_LEVEL);
        assertThat(core.architecture()).isSameAs(ToyArchitecture.INSTANCE);
        assertThat(core.addressSpace(root)).isSameAs(core.addressSpace(root));
        assertThat(core).hasToString("toy guest (toy paging) from fake toy guest with 0x40000 bytes of memory");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> core.addressSpace(Pa.of(4)));
    }
}
