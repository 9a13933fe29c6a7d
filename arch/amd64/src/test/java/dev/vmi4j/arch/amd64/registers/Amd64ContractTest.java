package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.arch.amd64.Amd64PageTableLevel;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.paging.PageTableLevel;
import dev.vmi4j.testkit.contract.ArchitectureContract;
import java.util.List;
import java.util.Map;

/** The architecture and the registers of a real virtual CPU against what every architecture does. */
class Amd64ContractTest extends ArchitectureContract {
    @Override
    protected Architecture architecture() {
        return Amd64.INSTANCE;
    }

    @Override
    protected Registers registers() {
        return Amd64Notes.registers(List.of(Notes.qemu(Notes.bytes(Notes.QEMU_64))))
                .orElseThrow();
    }

    @Override
    protected Map<PageTableLevel, Integer> shifts() {
        return Map.of(
                Amd64PageTableLevel.PML5, 48,
                Amd64PageTableLevel.PML4, 39,
                Amd64PageTableLevel.PDPT, 30,
                Amd64PageTableLevel.PD, 21,
                Amd64PageTableLevel.PT, 12);
    }

    @Override
    protected int indexBits() {
        return 9;
    }
}
