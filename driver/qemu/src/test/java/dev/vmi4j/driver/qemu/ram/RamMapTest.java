package dev.vmi4j.driver.qemu.ram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RamMapTest {
    /** Cut from what QEMU 7.2 prints for a q35 machine of 4 GiB; the second view is the one that counts. */
    private static final String MTREE = """
            FlatView #0
             AS "cpu-smm-0", root: memory
             Root memory region: memory
              0000000000000000-00000000bfffffff (prio 0, ram): smm

            FlatView #1
             AS "memory", root: system
             AS "cpu-memory-0", root: system
             Root memory region: system
              0000000000000000-00000000000c2fff (prio 0, ram): ram
              00000000000c3000-00000000000e7fff (prio 0, rom): ram @00000000000c3000
              00000000000e8000-000000007fffffff (prio 0, ram): ram @00000000000e8000 KVM
              00000000b0000000-00000000bfffffff (prio 0, i/o): pcie-mmcfg-mmio
              00000000fffc0000-00000000ffffffff (prio 0, rom): pc.bios
              0000000100000000-000000017fffffff (prio 0, ram): ram @0000000080000000
            """;

    @Test
    void ramAndItsShadowsAreReadFromTheSystemsView() {
        List<RamPiece> pieces = RamMap.merge(RamMap.parse(MTREE));
        assertThat(pieces).extracting(RamPiece::start).containsExactly(0L, 0x1_0000_0000L);
        assertThat(pieces).extracting(RamPiece::size).containsExactly(0x8000_0000L, 0x8000_0000L);
    }

    @Test
    void nothingComesOfNothing() {
        assertThat(RamMap.parse("unknown command")).isEmpty();
    }

    @Test
    void mappingsOfAProcess() {
        List<HostMapping> mappings = HostMapping.parse(List.of(
                "7f5f6bfff000-7f5f7bfff000 rw-s 00001000 00:1b 5                          /dev/shm/a b/ram",
                "7f5f7bfff000-7f5f7c000000 rw-p 00000000 00:00 0 ",
                "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]",
                "nonsense"));
        assertThat(mappings)
                .containsExactly(
                        new HostMapping(0x7f5f6bfff000L, 0x7f5f7bfff000L, true, 0x1000, 5, "/dev/shm/a b/ram"),
                        new HostMapping(0x7f5f7bfff000L, 0x7f5f7c000000L, false, 0, 0, ""));
    }
}
