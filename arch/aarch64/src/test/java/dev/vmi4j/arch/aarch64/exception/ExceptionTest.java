package dev.vmi4j.arch.aarch64.exception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Syndromes and vectors. */
class ExceptionTest {
    @ParameterizedTest
    @CsvSource({
        // ESR_EL1; class, access, kind of fault, level
        "0x92000004, DATA_ABORT_LOWER, R, TRANSLATION, 0",
        "0x92000047, DATA_ABORT_LOWER, W, TRANSLATION, 3",
        "0x96000145, DATA_ABORT_SAME, R, TRANSLATION, 1",
        "0x9600000b, DATA_ABORT_SAME, R, ACCESS_FLAG, 3",
        "0x9600004f, DATA_ABORT_SAME, W, PERMISSION, 3",
        "0x82000006, INSTRUCTION_ABORT_LOWER, X, TRANSLATION, 2",
        "0x86000000, INSTRUCTION_ABORT_SAME, X, ADDRESS_SIZE, 0",
        "0x96000029, DATA_ABORT_SAME, R, ADDRESS_SIZE, -1",
        "0x9600002b, DATA_ABORT_SAME, R, TRANSLATION, -1",
        "0x96000010, DATA_ABORT_SAME, R, EXTERNAL, 0",
        "0x96000013, DATA_ABORT_SAME, R, EXTERNAL, -1",
        "0x96000015, DATA_ABORT_SAME, R, EXTERNAL, 1",
        "0x96000011, DATA_ABORT_SAME, R, TAG_CHECK, 0",
        "0x96000021, DATA_ABORT_SAME, R, ALIGNMENT, 0",
        "0x96000030, DATA_ABORT_SAME, R, TLB_CONFLICT, 0",
        "0x96000031, DATA_ABORT_SAME, R, ATOMIC, 0",
        "0x9600003d, DATA_ABORT_SAME, R, OTHER, 0",
    })
    void aborts(long value, ExceptionClass kind, String access, FaultStatus.Kind fault, int level) {
        Esr esr = new Esr(value);
        assertThat(esr.exceptionClass()).contains(kind);
        assertThat(esr.il()).isTrue();
        assertThat(esr.access())
                .contains(
                        switch (access) {
                            case "X" -> MemoryAccess.X;
                            case "W" -> MemoryAccess.W;
                            default -> MemoryAccess.R;
                        });
        assertThat(esr.faultStatus().orElseThrow().kind()).isEqualTo(fault);
        assertThat(esr.faultStatus().orElseThrow().level()).isEqualTo(level);
        assertThat(esr.hasAddress()).isTrue();
        assertThat(new Esr(value | 1 << 10).hasAddress()).isFalse();
    }

    @Test
    void otherExceptions() {
        Esr brk = new Esr(0xf200_0800L);
        assertThat(brk.exceptionClass()).contains(ExceptionClass.BRK64);
        assertThat(brk.immediate()).isEqualTo(0x800);
        assertThat(brk.faultStatus()).isEmpty();
        assertThat(brk.access()).isEmpty();
        assertThat(brk).hasToString("0xf2000800 BRK64");
        assertThat(Esr.of(ExceptionClass.SVC64, true, 7)).isEqualTo(new Esr(0x5600_0007L));
        assertThat(Esr.of(ExceptionClass.SVC32, false, 7)).isEqualTo(new Esr(0x4400_0007L));
        assertThat(new Esr(0x0012_3400_0000_0000L).iss2()).isEqualTo(0x1234_00);
        assertThat(new Esr(0xfc00_0001L)).hasToString("0xfc000001 EC 0x3f");
        assertThat(new Esr(0xfc00_0001L).exceptionClass()).isEmpty();
        assertThat(new Esr(0xfc00_0001L).iss()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(ExceptionClass.class)
    void classesByNumber(ExceptionClass kind) {
        assertThat(ExceptionClass.of(kind.number())).contains(kind);
        assertThat(ExceptionClass.describe(kind.number())).isEqualTo(kind.name());
        assertThat(kind.description()).isNotBlank();
    }

    @Test
    void vectors() {
        VectorTable table = new VectorTable(new Va(0xffff_8000_0801_0800L));
        assertThat(table.vectors()).hasSize(16);
        assertThat(table.address(VectorTable.Origin.CURRENT_SPX, VectorTable.Kind.IRQ))
                .isEqualTo(new Va(0xffff_8000_0801_0a80L));
        assertThat(table.vectors().getLast().address()).isEqualTo(new Va(0xffff_8000_0801_0f80L));
        assertThat(table.vectors().getFirst().origin().description()).isEqualTo("current level with SP_EL0");
    }
}
