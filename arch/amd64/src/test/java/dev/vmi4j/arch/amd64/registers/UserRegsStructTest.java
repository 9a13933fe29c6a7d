package dev.vmi4j.arch.amd64.registers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.LittleEndian;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UserRegsStructTest {
    private static final Amd64Registers IDLE = Amd64Notes.registers(List.of(Notes.qemu(Notes.bytes(Notes.QEMU_64))))
            .orElseThrow();

    private static SegmentRegister segment(int selector, long base) {
        return SegmentRegister.visible(new Selector(selector)).withBase(base);
    }

    /** A process: general-purpose registers 0x100 to 0x10f by number, the usual selectors of Linux' user mode. */
    private static Amd64Registers process() {
        SegmentRegisters segments = IDLE.segments()
                .withCs(segment(0x33, 0))
                .withSs(segment(0x2b, 0))
                .withDs(segment(0x18, 0))
                .withEs(segment(0x1b, 0))
                .withFs(segment(0x53, 0x7f12_3456_7740L))
                .withGs(segment(0x63, 0xffff_8888_0000_0000L));
        return new Amd64Registers(
                Amd64GeneralPurpose.of(LongStream.range(0x100, 0x110).toArray()),
                0x7f00_0040_1000L,
                new Rflags(0x246),
                IDLE.control(),
                segments,
                IDLE.tables(),
                IDLE.debug(),
                IDLE.msrs(),
                true);
    }

    /** The order of {@code struct user_regs_struct} in Linux' {@code asm/user_64.h}. */
    @Test
    void inTheOrderOfTheKernelsHeader() {
        byte[] bytes = UserRegsStruct.of(process()).orElseThrow();
        assertThat(bytes).hasSize(27 * 8);
        long[] values = LongStream.range(0, 27)
                .map(index -> LittleEndian.getLong(bytes, (int) index * 8))
                .toArray();
        assertThat(values)
                .containsExactly(
                        0x10f, // r15
                        0x10e,
                        0x10d,
                        0x10c, // r12
                        0x105, // rbp
                        0x103, // rbx
                        0x10b, // r11
                        0x10a,
                        0x109,
                        0x108, // r8
                        0x100, // rax
                        0x101, // rcx
                        0x102, // rdx
                        0x106, // rsi
                        0x107, // rdi
                        -1, // orig_rax
                        0x7f00_0040_1000L, // rip
                        0x33, // cs
                        0x246, // eflags
                        0x104, // rsp
                        0x2b, // ss
                        0x7f12_3456_7740L, // fs_base
                        0xffff_8888_0000_0000L, // gs_base
                        0x18, // ds
                        0x1b, // es
                        0x53, // fs
                        0x63); // gs
    }

    /** The registers lie 112 bytes into {@code struct elf_prstatus}, a word follows them. */
    @Test
    void aPrstatusNoteOfItIsReadAsTheSameRegisters() {
        byte[] note = new byte[336];
        System.arraycopy(UserRegsStruct.of(process()).orElseThrow(), 0, note, 112, 216);
        Prstatus read = Prstatus.of(Notes.prstatus(note));
        assertThat(read.gpr()).isEqualTo(process().gpr());
    }

    @Test
    void withoutTheBasesOfFsAndGsThereIsNone() {
        SegmentRegisters segments = process().segments();
        SegmentRegister unknown = SegmentRegister.visible(new Selector(0));
        assertThat(unknown.base()).isEqualTo(OptionalLong.empty());
        assertThat(UserRegsStruct.of(process().withSegments(segments.withFs(unknown))))
                .isEmpty();
        assertThat(UserRegsStruct.of(process().withSegments(segments.withGs(unknown))))
                .isEmpty();
    }
}
