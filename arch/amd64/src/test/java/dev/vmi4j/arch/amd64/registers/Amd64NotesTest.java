package dev.vmi4j.arch.amd64.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.MalformedNoteException;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Amd64NotesTest {
    private static Amd64Registers decode(RegisterNote... notes) {
        return Amd64Notes.registers(List.of(notes)).orElseThrow();
    }

    private static SegmentRegister segment(int selector, long base, long limit, int attributes) {
        return SegmentRegister.of(new Selector(selector), base, limit, new SegmentAttributes(attributes));
    }

    @Test
    void qemuNoteOfLongMode() {
        Amd64Registers registers = decode(Notes.qemu(Notes.bytes(Notes.QEMU_64)));
        assertThat(registers.gpr())
                .isEqualTo(Amd64GeneralPurpose.ZERO
                        .with(Gpr.RAX, 0x1ad40)
                        .with(Gpr.RDX, 0x4000_0000_0000_0000L)
                        .with(Gpr.RSI, 0x87)
                        .with(Gpr.RDI, 0x3b61c)
                        .with(Gpr.RBP, 0xffff_ffff_b141_aa40L)
                        .with(Gpr.RSP, 0xffff_ffff_b140_3e90L)
                        .with(Gpr.R9, 7)
                        .with(Gpr.R10, 0xffff_fffbL)
                        .with(Gpr.R11, 1)
                        .with(Gpr.R14, 0xffff_ffff_b141_a118L)
                        .with(Gpr.R15, 0x14790));
        assertThat(registers.rip()).isEqualTo(0xffff_ffff_b040_dfebL);
        assertThat(registers.rflags()).isEqualTo(new Rflags(0x246));
        assertThat(registers.control())
                .isEqualTo(new ControlRegisters(
                        new Cr0(0x8005_0033L),
                        0x5e_aeb0,
                        new Cr3(0xa41_0000),
                        new Cr4(0x75_0eb0),
                        Optional.empty(),
                        Optional.empty()));
        SegmentRegisters segments = registers.segments();
        assertThat(segments.cs()).isEqualTo(segment(0x10, 0, 0xffff_ffffL, 0xa09b));
        assertThat(segments.ss()).isEqualTo(segment(0x18, 0, 0xffff_ffffL, 0xc093));
        assertThat(segments.ds()).isEqualTo(segment(0, 0, 0, 0));
        assertThat(segments.es()).isEqualTo(segment(0, 0, 0, 0));
        assertThat(segments.fs()).isEqualTo(segment(0, 0, 0, 0));
        assertThat(segments.gs()).isEqualTo(segment(0, 0xffff_8e90_cf80_0000L, 0, 0));
        assertThat(segments.ldtr()).contains(segment(0, 0, 0, 0x82));
        assertThat(segments.tr()).contains(segment(0x40, 0xffff_fe00_0000_3000L, 0x4087, 0x89));
        assertThat(registers.tables())
                .contains(new DescriptorTables(
                        new TableRegister(new Va(0xffff_fe00_0000_1000L), 0x7f),
                        new TableRegister(new Va(0xffff_fe00_0000_0000L), 0xfff)));
        assertThat(registers.longMode()).isTrue();
        assertThat(registers.effectiveAddressWidth()).isEqualTo(8);
        assertThat(registers.pagingMode(Va.ZERO)).hasToString("4-level");
        assertThat(registers.translationRoot(Va.ZERO)).isEqualTo(new Pa(0xa41_0000));
    }

    @Test
    void qemuNoteOf32Bits() {
        Amd64Registers registers = decode(Notes.qemu(Notes.bytes(Notes.QEMU_32)));
        assertThat(registers.gpr())
                .isEqualTo(Amd64GeneralPurpose.ZERO
                        .with(Gpr.RAX, 0xca91_7b70L)
                        .with(Gpr.RBX, 0xcac4_44c0L)
                        .with(Gpr.RCX, 0xcac4_44c0L)
                        .with(Gpr.RDX, 0xcfb9_bdc0L)
                        .with(Gpr.RBP, 0xcac3_bf28L)
                        .with(Gpr.RSP, 0xcac3_bf28L));
        assertThat(registers.rip()).isEqualTo(0xca91_7b83L);
        assertThat(registers.rflags()).isEqualTo(new Rflags(0x20_0202));
        SegmentRegisters segments = registers.segments();
        assertThat(segments.cs()).isEqualTo(segment(0x60, 0, 0xffff_ffffL, 0xc09a));
        assertThat(segments.ss()).isEqualTo(segment(0x68, 0, 0xffff_ffffL, 0xc093));
        assertThat(segments.ds()).isEqualTo(segment(0x7b, 0, 0xffff_ffffL, 0xc0f3));
        assertThat(segments.es()).isEqualTo(segment(0x7b, 0, 0xffff_ffffL, 0xc0f3));
        assertThat(segments.fs()).isEqualTo(segment(0xd8, 0x4d3_6000, 0xffff_ffffL, 0x8093));
        assertThat(segments.gs()).isEqualTo(segment(0, 0, 0, 0));
        assertThat(segments.tr()).contains(segment(0x80, 0xff40_6000L, 0x407b, 0x89));
        assertThat(registers.tables())
                .contains(new DescriptorTables(
                        new TableRegister(new Va(0xff40_1000L), 0xff), new TableRegister(new Va(0xff40_0000L), 0x7ff)));
        assertThat(registers.control().cr2()).isEqualTo(0x9de_5005);
        assertThat(registers.longMode()).isFalse();
        assertThat(registers.addressWidth()).isEqualTo(4);
        assertThat(registers.effectiveAddressWidth()).isEqualTo(4);
        assertThat(registers.pagingMode(Va.ZERO)).hasToString("legacy");
        assertThat(registers.translationRoot(Va.ZERO)).isEqualTo(new Pa(0x101_6000));
    }

    /** What a QEMU note lacks is absent, KERNEL_GS_BASE only in notes of older versions. */
    @Test
    void whatTheNoteLacksIsAbsent() {
        byte[] bytes = Notes.bytes(Notes.QEMU_64);
        LittleEndian.putLong(bytes, 432, 0x7fff_1234_5678L);
        Amd64Registers registers = decode(Notes.qemu(bytes));
        assertThat(registers.msr(Msr.KERNEL_GS_BASE)).isEqualTo(OptionalLong.of(0x7fff_1234_5678L));
        assertThat(registers.msr(Msr.GS_BASE)).isEqualTo(OptionalLong.of(0xffff_8e90_cf80_0000L));
        assertThat(registers.msr(Msr.LSTAR)).isEmpty();
        assertThat(registers.msrs().efer()).isEmpty();
        assertThat(registers.debug()).isEmpty();
        byte[] old = Arrays.copyOf(bytes, 432);
        LittleEndian.putInt(old, 4, 432);
        assertThat(decode(Notes.qemu(old)).msr(Msr.KERNEL_GS_BASE)).isEmpty();
    }

    @Test
    void prstatusOf64Bits() {
        byte[] bytes = new byte[336];
        for (int i = 0; i < 27; i++) {
            LittleEndian.putLong(bytes, 112 + 8 * i, 0x100 + i);
        }
        Prstatus status = Amd64Notes.prstatus(List.of(Notes.prstatus(bytes))).orElseThrow();
        assertThat(status.gpr())
                .isEqualTo(new Amd64GeneralPurpose(
                        0x10a, 0x10b, 0x10c, 0x105, 0x113, 0x104, 0x10d, 0x10e, 0x109, 0x108, 0x107, 0x106, 0x103,
                        0x102, 0x101, 0x100));
        assertThat(status.rip()).isEqualTo(0x110);
        assertThat(status.cs()).isEqualTo(new Selector(0x111));
        assertThat(status.rflags()).isEqualTo(new Rflags(0x112));
        assertThat(status.ss()).isEqualTo(new Selector(0x114));
        assertThat(status.fsBase()).hasValue(0x115);
        assertThat(status.gsBase()).hasValue(0x116);
        assertThat(status.ds()).isEqualTo(new Selector(0x117));
        assertThat(status.es()).isEqualTo(new Selector(0x118));
        assertThat(status.fs()).isEqualTo(new Selector(0x119));
        assertThat(status.gs()).isEqualTo(new Selector(0x11a));
        assertThat(status.longMode()).isTrue();
    }

    @Test
    void prstatusOf32Bits() {
        byte[] bytes = new byte[144];
        for (int i = 0; i < 17; i++) {
            LittleEndian.putInt(bytes, 72 + 4 * i, 0x8000_0100 + i);
        }
        Prstatus status = Amd64Notes.prstatus(List.of(Notes.prstatus(bytes))).orElseThrow();
        assertThat(status.gpr())
                .isEqualTo(Amd64GeneralPurpose.ZERO
                        .with(Gpr.RBX, 0x8000_0100L)
                        .with(Gpr.RCX, 0x8000_0101L)
                        .with(Gpr.RDX, 0x8000_0102L)
                        .with(Gpr.RSI, 0x8000_0103L)
                        .with(Gpr.RDI, 0x8000_0104L)
                        .with(Gpr.RBP, 0x8000_0105L)
                        .with(Gpr.RAX, 0x8000_0106L)
                        .with(Gpr.RSP, 0x8000_010fL));
        assertThat(status.ds()).isEqualTo(new Selector(0x107));
        assertThat(status.es()).isEqualTo(new Selector(0x108));
        assertThat(status.fs()).isEqualTo(new Selector(0x109));
        assertThat(status.gs()).isEqualTo(new Selector(0x10a));
        assertThat(status.rip()).isEqualTo(0x8000_010cL);
        assertThat(status.cs()).isEqualTo(new Selector(0x10d));
        assertThat(status.rflags()).isEqualTo(new Rflags(0x8000_010eL));
        assertThat(status.ss()).isEqualTo(new Selector(0x110));
        assertThat(status.fsBase()).isEmpty();
        assertThat(status.longMode()).isFalse();
    }

    /** The layout of PRSTATUS says what the QEMU note alone cannot: a kernel in compatibility mode with low tables. */
    @Test
    void prstatusTellsLongMode() {
        byte[] bytes = Notes.bytes(Notes.QEMU_64);
        LittleEndian.putInt(bytes, 152 + 8, 0x00cf_fb00);
        LittleEndian.putLong(bytes, 152 + 24 * 8 + 16, 0x1000);
        LittleEndian.putLong(bytes, 152 + 24 * 9 + 16, 0x2000);
        assertThat(decode(Notes.qemu(bytes)).longMode()).isFalse();
        Amd64Registers registers = decode(Notes.prstatus(new byte[336]), Notes.qemu(bytes));
        assertThat(registers.longMode()).isTrue();
        assertThat(registers.addressWidth()).isEqualTo(8);
        assertThat(registers.effectiveAddressWidth()).isEqualTo(4);
        assertThat(decode(Notes.prstatus(new byte[144]), Notes.qemu(bytes)).longMode())
                .isFalse();
    }

    @Test
    void withoutControlRegistersThereAreNoRegisters() {
        assertThat(Amd64Notes.registers(List.of())).isEmpty();
        assertThat(Amd64Notes.registers(List.of(Notes.prstatus(new byte[336])))).isEmpty();
        RegisterNote foreign = new RegisterNote("VMCOREINFO", 0, MemorySegment.ofArray(new byte[3]));
        assertThat(Amd64Notes.registers(List.of(foreign))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 143, 145, 335, 337, 400})
    void prstatusOfAnotherSizeIsMalformed(int size) {
        assertThatThrownBy(() -> Amd64Notes.prstatus(List.of(Notes.prstatus(new byte[size]))))
                .isInstanceOf(MalformedNoteException.class)
                .hasMessageContaining(size + " bytes");
    }

    @Test
    void malformedQemuNotes() {
        byte[] good = Notes.bytes(Notes.QEMU_64);
        malformed(new byte[0], "shorter");
        malformed(Arrays.copyOf(good, 431), "shorter");
        byte[] version = good.clone();
        LittleEndian.putInt(version, 0, 2);
        malformed(version, "version 2");
        byte[] large = good.clone();
        LittleEndian.putInt(large, 4, 441);
        malformed(large, "441");
        byte[] negative = good.clone();
        LittleEndian.putInt(negative, 4, -1);
        malformed(negative, "4294967295");
        byte[] small = good.clone();
        LittleEndian.putInt(small, 4, 100);
        malformed(small, "100");
    }

    private static void malformed(byte[] bytes, String text) {
        assertThatThrownBy(() -> Amd64Notes.registers(List.of(Notes.qemu(bytes))))
                .isInstanceOfSatisfying(MalformedNoteException.class, error -> {
                    assertThat(error.owner()).isEqualTo("QEMU");
                    assertThat(error.type()).isZero();
                    assertThat(error.size()).isEqualTo(bytes.length);
                })
                .hasMessageContaining(text);
    }

    @Test
    void randomNotesRaiseOnlyOurErrors() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = Notes.bytes(random.nextBoolean() ? Notes.QEMU_64 : Notes.QEMU_32);
            for (int i = 0; i < 8; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
            try {
                Amd64Registers registers = decode(Notes.qemu(cut));
                assertThat(registers.pagingMode(Va.ZERO)).as("seed %d", seed).isNotNull();
                assertThat(registers.effectiveAddressWidth())
                        .as("seed %d", seed)
                        .isIn(2, 4, 8);
                registers.addressContext(Va.ZERO);
                assertThat(registers.toString()).isNotEmpty();
            } catch (VmiException e) {
                assertThat(e).as("seed %d", seed).isInstanceOf(MalformedNoteException.class);
            }
        }
    }

    @Test
    void serviceIsFound() {
        for (int machine : new int[] {3, 62}) {
            ArchitectureProvider provider =
                    ArchitectureProvider.forElfMachine(machine).orElseThrow();
            assertThat(provider.architecture().name()).isEqualTo("amd64");
            assertThat(provider.registers(List.of(Notes.qemu(Notes.bytes(Notes.QEMU_64)))))
                    .isPresent();
        }
        assertThat(ArchitectureProvider.forElfMachine(183)).isEmpty();
    }
}
