package dev.vmi4j.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.core.address.Pa;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class MemoryRangeTest {
    @Test
    void rangesAreNotEmptyAndStayPositive() {
        assertThat(new MemoryRange(0, Long.MAX_VALUE).end()).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRange(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRange(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRange(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRange(1, Long.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRun(0, MemorySegment.ofArray(new byte[0])));
    }

    @Test
    void rangesHoldWhatLiesBetweenTheirEnds() {
        MemoryRange range = new MemoryRange(0x1000, 0x10);
        assertThat(range.first()).isEqualTo(Pa.of(0x1000));
        assertThat(range).hasToString("[0x1000, 0x1010)");
        assertThat(range.contains(0xfff)).isFalse();
        assertThat(range.contains(0x1000)).isTrue();
        assertThat(range.contains(0x100f)).isTrue();
        assertThat(range.contains(0x1010)).isFalse();
        assertThat(range.contains(-1)).isFalse();
    }

    @Test
    void integersAreLittleEndianAtAnyOffset() {
        byte[] bytes = new byte[24];
        LittleEndian.putLong(bytes, 1, 0x0807_0605_0403_0201L);
        LittleEndian.putInt(bytes, 11, 0xf4f3_f2f1);
        ByteBuffer truth = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0xf1, 0xf2, 0xf3, 0xf4);
        for (int i = 0; i < 16; i++) {
            assertThat(LittleEndian.getLong(bytes, i)).isEqualTo(truth.getLong(i));
            assertThat(LittleEndian.getInt(bytes, i)).isEqualTo(truth.getInt(i));
            assertThat(LittleEndian.getShort(bytes, i)).isEqualTo(truth.getShort(i));
        }
    }
}
