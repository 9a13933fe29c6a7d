package dev.vmi4j.driver.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MissingMemoryException;
import dev.vmi4j.core.memory.PageState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElfCoreFormatTest {
    private static final byte[] LOW = Images.content(1, 0x3000);
    private static final byte[] HIGH = Images.content(2, 0x2000);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false", "false, true"})
    void readsEachSegmentAtItsPhysicalAddress(boolean wide, boolean extendedCount) {
        ElfWriter writer = new ElfWriter(wide).load(0, LOW).load(0xc000_0000L, HIGH);
        try (MemoryImage image = open(extendedCount ? writer.extendedCount() : writer)) {
            assertThat(image.memory().ranges())
                    .containsExactly(new MemoryRange(0, 0x3000), new MemoryRange(0xc000_0000L, 0x2000));
            assertThat(image.memory().readBytes(0, 0x3000)).isEqualTo(LOW);
            assertThat(image.memory().readBytes(0xc000_0000L, 0x2000)).isEqualTo(HIGH);
            assertThat(image.memory().state(0x3000)).isEqualTo(PageState.ABSENT);
            assertThat(image.info().format()).isEqualTo(wide ? "ELF core (64-bit)" : "ELF core (32-bit)");
            assertThat(image.info().pages()).isEqualTo(new PageCounts(12, 5, 0));
            assertThat(image.info().truncated()).isFalse();
            assertThat(image.info().virtualAddresses()).isFalse();
            assertThat(image.description()).endsWith(" image guest.elf");
        }
    }

    @Test
    void saysThatAFilteredPartWasLeftOut() {
        try (MemoryImage image = open(new ElfWriter(true).load(0, 0x10000, 0x8000, LOW))) {
            assertThat(image.memory().state(0x12fff)).isEqualTo(PageState.PRESENT);
            assertThat(image.memory().state(0x13000)).isEqualTo(PageState.EXCLUDED);
            assertThat(image.memory().state(0x17fff)).isEqualTo(PageState.EXCLUDED);
            assertThat(image.memory().state(0x18000)).isEqualTo(PageState.ABSENT);
            assertThat(image.memory().state(0xffff)).isEqualTo(PageState.ABSENT);
            assertThat(image.info().pages()).isEqualTo(new PageCounts(12, 3, 5));
            assertThatThrownBy(() -> image.memory().readByte(0x13000))
                    .isInstanceOf(MissingMemoryException.class)
                    .hasMessageContaining("was left out of the image");
        }
    }

    @Test
    void theFirstOfSeveralSegmentsWithTheSameMemoryCounts() {
        byte[] other = Images.content(3, 0x4000);
        ElfWriter writer = new ElfWriter(true)
                .load(0xffff_8000_0000_1000L, 0x1000, 0x1000, Arrays.copyOf(HIGH, 0x1000))
                .load(0xffff_8000_0000_0000L, 0, 0x4000, other)
                .load(0xffff_9000_0000_0000L, 0x3000, 0x2000, HIGH);
        try (MemoryImage image = open(writer)) {
            assertThat(image.memory().ranges()).containsExactly(new MemoryRange(0, 0x5000));
            assertThat(image.memory().readBytes(0, 0x1000)).isEqualTo(Arrays.copyOf(other, 0x1000));
            assertThat(image.memory().readBytes(0x1000, 0x1000)).isEqualTo(Arrays.copyOf(HIGH, 0x1000));
            assertThat(image.memory().readBytes(0x2000, 0x2000)).isEqualTo(Arrays.copyOfRange(other, 0x2000, 0x4000));
            assertThat(image.memory().readBytes(0x4000, 0x1000)).isEqualTo(Arrays.copyOfRange(HIGH, 0x1000, 0x2000));
            assertThat(image.info().virtualAddresses()).isTrue();
            assertThat(image.info().pages()).isEqualTo(new PageCounts(12, 5, 0));
        }
    }

    @Test
    void aFileThatEndsEarlyGivesWhatItHas() {
        byte[] whole = new ElfWriter(true).load(0, LOW).load(0x10000, HIGH).write();
        try (MemoryImage image = open(Arrays.copyOf(whole, whole.length - 0x2800))) {
            assertThat(image.info().truncated()).isTrue();
            assertThat(image.memory().readBytes(0, 0x2800)).isEqualTo(Arrays.copyOf(LOW, 0x2800));
            assertThat(image.memory().state(0x2800)).isEqualTo(PageState.EXCLUDED);
            assertThat(image.memory().state(0x10000)).isEqualTo(PageState.EXCLUDED);
            assertThat(image.memory().state(0x20000)).isEqualTo(PageState.ABSENT);
        }
    }

    @Test
    void givesTheNthNoteOfAKindToTheNthVcpu() {
        ElfWriter writer = new ElfWriter(true)
                .notes(
                        note("CORE", 1, 10),
                        note("CORE", 1, 11),
                        note("QEMU", 0, 20),
                        note("QEMU", 0, 21),
                        note("QEMU", 0, 22),
                        Bytes.note("VMCOREINFO", 0, "OSRELEASE=6.1\n\0\0".getBytes(StandardCharsets.US_ASCII)))
                .load(0, LOW);
        try (MemoryImage image = open(writer)) {
            ReadsRegisters registers = image.require(ReadsRegisters.class);
            assertThat(registers.vcpus()).containsExactly(new VcpuId(0), new VcpuId(1));
            assertThat(registers.registers(VcpuId.FIRST)).hasToString("[CORE1:10, QEMU0:20]");
            assertThat(registers.registers(new VcpuId(1))).hasToString("[CORE1:11, QEMU0:21]");
            assertThatThrownBy(() -> registers.registers(new VcpuId(2))).isInstanceOf(IllegalArgumentException.class);
            assertThat(image.info().vcpus()).isEqualTo(2);
            assertThat(image.info().vmcoreInfo()).contains("OSRELEASE=6.1\n");
            assertThat(image.info().elfMachine()).hasValue(TestArchitecture.MACHINE);
        }
    }

    @Test
    void registersThatCannotBeDecodedAreNotThereAndRemarked() {
        ElfWriter writer = new ElfWriter(true)
                .notes(note("CORE", 1, TestArchitecture.BAD), note("CORE", 1, TestArchitecture.POOR))
                .load(0, LOW);
        try (MemoryImage image = open(writer)) {
            assertThat(image.capability(ReadsRegisters.class)).isEmpty();
            assertThat(image.info().remarks())
                    .containsExactly(
                            "the registers of vCPU 0 cannot be decoded: the note is bad",
                            "the notes of vCPU 1 say too little about its registers");
        }
    }

    @Test
    void registersOfAnUnknownArchitectureAreRemarked() {
        try (MemoryImage image =
                open(new ElfWriter(true).machine(9).notes(note("CORE", 1, 1)).load(0, LOW))) {
            assertThat(image.capability(ReadsRegisters.class)).isEmpty();
            assertThat(image.info().remarks()).singleElement().asString().contains("ELF machine 9");
        }
    }

    @Test
    void notesThatMakeNoSenseArePassedOver() {
        byte[] lie = note("CORE", 1, 1);
        lie[4] = -1;
        try (MemoryImage image = open(new ElfWriter(true).notes(lie).load(0, LOW))) {
            assertThat(image.info().remarks()).singleElement().asString().startsWith("the notes make no sense");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4  | 3 | is an ELF file of no known class
            5  | 2 | is the image of a big-endian guest
            5  | 7 | is an ELF file of no known byte order
            16 | 2 | is an ELF program, not a memory image
            16 | 1 | is an ELF object file, not a memory image
            16 | 3 | is an ELF shared library, not a memory image
            16 | 9 | is an ELF file of type 9, not a memory image
            54 | 8 | its program headers are too small: 8 bytes
            56 | 0 | is an ELF core without segments
            """)
    void refusesAHeaderWithOneWrongField(int at, int value, String sentence) {
        byte[] image = new ElfWriter(true).load(0, LOW).write();
        image[at] = (byte) value;
        assertThatThrownBy(() -> open(image))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("guest.elf")
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 20, 51, 63, 100, 140})
    void refusesAFileThatEndsInItsHeaders(int size) {
        byte[] image = Arrays.copyOf(new ElfWriter(true).load(0, LOW).write(), size);
        assertThatThrownBy(() -> open(image)).isInstanceOf(ImageException.class);
    }

    @Test
    void refusesTheCoreOfAProcess() {
        ElfWriter writer = new ElfWriter(true).load(0x400000, 0, 0x3000, LOW).load(0x7fff_0000, 0, 0x2000, HIGH);
        assertThatThrownBy(() -> open(writer)).hasMessageContaining("is the core of a process");
    }

    @Test
    void refusesSegmentsThatCannotBe() {
        ElfWriter writer = new ElfWriter(true).load(0, -4096, 0x3000, LOW).load(0, 1, -1, HIGH);
        assertThatThrownBy(() -> open(writer)).hasMessageContaining("holds no memory");
    }

    @Test
    void refusesAnImpossibleNumberOfSegments() {
        byte[] image = new ElfWriter(true).extendedCount().load(0, LOW).write();
        image[64 + 44 + 3] = 0x7f;
        assertThatThrownBy(() -> open(image)).hasMessageContaining("which cannot be true");
    }

    private MemoryImage open(ElfWriter writer) {
        return open(writer.write());
    }

    private MemoryImage open(byte[] content) {
        return MemoryImage.open(Images.write(folder, "guest.elf", content));
    }

    private static byte[] note(String owner, int type, int first) {
        return Bytes.note(owner, type, new byte[] {(byte) first, 0, 0, 0, 0});
    }
}
