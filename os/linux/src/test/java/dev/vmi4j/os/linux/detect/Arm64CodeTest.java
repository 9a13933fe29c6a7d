package dev.vmi4j.os.linux.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Code as an assembler makes it, at 0x1000. */
class Arm64CodeTest {
    private static final int ADRP_X0_NEXT_PAGE = 0xb000_0000;
    private static final int ADRP_X0_PAGE_BEFORE = 0xf0ff_ffe0;
    private static final int ADRP_X21_NEXT_PAGE = 0xb000_0015;
    private static final int ADR_X1_8 = 0x1000_0041;
    private static final int ADD_X0_X0_728 = 0x911c_a000;
    private static final int ADD_X21_X21_728 = 0x911c_a2b5;
    private static final int LDR_X0_X0_8 = 0xf940_0400;
    private static final int STR_X0_X21_16 = 0xf900_0aa0;
    private static final int LDP_X21_X22_SP_32 = 0xa942_5bf5;
    private static final int LDP_X1_X2_X0_16 = 0xa941_0801;
    private static final int BL = 0x9400_0001;
    private static final int B = 0x1400_0002;
    private static final int MOV_X0_0 = 0xd280_0000;
    private static final int RET = 0xd65f_03c0;

    private static long[] references(int... code) {
        MemorySegment page = MemorySegment.ofArray(new long[512]);
        for (int i = 0; i < code.length; i++) {
            page.set(LittleEndian.INT, 4L * i, code[i]);
        }
        PhysicalMemory memory = PhysicalMemory.mapped(List.of(new MemoryRun(0x1000, page)));
        return new Arm64Code(memory)
                .references(0x1000, 0x1000 + 4L * code.length)
                .toArray();
    }

    @Test
    void addressesAreFormed() {
        assertThat(references(ADRP_X0_NEXT_PAGE, ADD_X0_X0_728)).containsExactly(0x2728);
        assertThat(references(ADRP_X0_PAGE_BEFORE, ADD_X0_X0_728)).containsExactly(0x728);
        assertThat(references(ADR_X1_8)).containsExactly(0x1008);
    }

    @Test
    void loadsAndStoresUseThem() {
        assertThat(references(ADRP_X0_NEXT_PAGE, LDR_X0_X0_8, LDR_X0_X0_8)).containsExactly(0x2008);
        assertThat(references(ADRP_X21_NEXT_PAGE, ADD_X21_X21_728, STR_X0_X21_16))
                .containsExactly(0x2728, 0x2738);
        assertThat(references(ADRP_X0_NEXT_PAGE, LDP_X1_X2_X0_16)).containsExactly(0x2010);
    }

    @Test
    void callsLeaveWhatTheyMustKeep() {
        assertThat(references(ADRP_X21_NEXT_PAGE, BL, STR_X0_X21_16)).containsExactly(0x2010);
        assertThat(references(ADRP_X0_NEXT_PAGE, BL, LDR_X0_X0_8)).isEmpty();
        assertThat(references(ADRP_X0_NEXT_PAGE, MOV_X0_0, LDR_X0_X0_8)).isEmpty();
    }

    @Test
    void codeBehindAnExitIsReachedFromAbove() {
        assertThat(references(ADRP_X21_NEXT_PAGE, B, LDP_X21_X22_SP_32, RET, STR_X0_X21_16))
                .containsExactly(0x2010);
    }

    @Test
    void codeThatIsNotThereIsNotRead() {
        assertThat(new Arm64Code(PhysicalMemory.mapped(List.of())).references(0x1000, 0x2000))
                .isEmpty();
    }
}
