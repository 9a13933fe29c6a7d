package dev.vmi4j.driver.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.memory.MemoryRange;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryMapTest {
    @Test
    void readsLinesOfThreeNumbers() {
        MemoryMap map = MemoryMap.parse("""
                # guest-physical first byte, last byte, offset in image.raw
                0x0000000000100000 0x000000000fffffff 0x100000 ram

                0 0xbffff 0x0   # the end is inclusive
                0x40000000 0x40001000 8192
                """);
        assertThat(map.entries())
                .containsExactly(
                        new MemoryMap.Entry(new MemoryRange(0, 0xc0000), 0),
                        new MemoryMap.Entry(new MemoryRange(0x100000, 0xff00000), 0x100000),
                        new MemoryMap.Entry(new MemoryRange(0x4000_0000, 0x1000), 0x2000));
    }

    @Test
    void readsWhatTheMonitorOfQemuPrints() {
        MemoryMap map = MemoryMap.parse("""
                FlatView #0
                 AS "cpu-smm-0", root: memory
                 Root memory region: memory
                  0000000000000000-00000000000a0fff (prio 0, ram): pc.ram

                FlatView #1
                 AS "memory", root: system
                 AS "cpu-memory-0", root: system
                 Root memory region: system
                  0000000000000000-000000000009ffff (prio 0, ram): pc.ram
                  00000000000a0000-00000000000bffff (prio 1, i/o): vga-lowmem
                  00000000000c0000-00000000000cafff (prio 0, rom): pc.ram @00000000000c0000
                  00000000fd000000-00000000fdffffff (prio 1, ram): vga.vram
                  00000000fffc0000-00000000ffffffff (prio 0, rom): pc.bios
                  0000000100000000-000000013fffffff (prio 0, ram): pc.ram @00000000c0000000 KVM

                FlatView #2
                 AS "I/O", root: io
                """);
        assertThat(map.entries())
                .containsExactly(
                        new MemoryMap.Entry(new MemoryRange(0, 0xa0000), 0),
                        new MemoryMap.Entry(new MemoryRange(0xc0000, 0xb000), 0xc0000),
                        new MemoryMap.Entry(new MemoryRange(0x1_0000_0000L, 0x4000_0000), 0xc000_0000L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                          | a memory map has at least one range
            1 2                         | line 1 does not have three numbers
            0 0xfff zero                | line 1: For input string: "zero"
            0x2000 0x1000 0             | line 1: no guest physical range
            0 0xfff 0xfffffffffffffff0  | line 1: file offset 0xfffffffffffffff0 is out of bounds
            FlatView #0                 | no FlatView of the address space "memory" lists a range of RAM
            """)
    void saysWhatIsWrong(String text, String sentence) {
        assertThatThrownBy(() -> MemoryMap.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void rangesMustNotOverlap() {
        assertThatThrownBy(() -> MemoryMap.parse("0 0x1fff 0\n0x1000 0x2fff 0")).hasMessageContaining("overlap");
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> MemoryMap.read(folder.resolve("map.txt")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("map.txt: there is no such file");
        assertThatThrownBy(() -> MemoryMap.read(Images.write(folder, "long.txt", new byte[5 << 20])))
                .hasMessageContaining("is too long for a memory map");
    }
}
