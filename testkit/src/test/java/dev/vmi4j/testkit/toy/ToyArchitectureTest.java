package dev.vmi4j.testkit.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.paging.PageTableLevel;
import dev.vmi4j.testkit.contract.ArchitectureContract;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToyArchitectureTest extends ArchitectureContract {
    @Override
    protected Architecture architecture() {
        return ToyArchitecture.INSTANCE;
    }

    @Override
    protected Registers registers() {
        return new ToyRegisters(0x10, new ToyGeneralPurpose(1, 2, 3), 0x2000, ToyPaging.THREE_LEVEL);
    }

    @Override
    protected Map<PageTableLevel, Integer> shifts() {
        return Map.of(ToyLevel.ROOT, 33, ToyLevel.MIDDLE, 23, ToyLevel.LAST, 13);
    }

    @Override
    protected int indexBits() {
        return 10;
    }

    @Test
    void theReturnAddressIsTheTopOfTheStack() {
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, 0x10000));
        PageTableBuilder builder = new PageTableBuilder(ToyEncoders.THREE_LEVEL, memory);
        builder.map(0x4000, 0xe000, 0x2000);
        memory.putLong(0xe018, 0xffff_8000_0000_1234L);
        Registers registers = ToyRegisters.of(builder.root().value()).withStackPointer(new Va(0x4018));
        assertThat(registers.returnAddress(memory.mapped())).isEqualTo(new Va(0xffff_8000_0000_1234L));
        assertThat(ToyArchitecture.INSTANCE
                        .translate(memory.mapped(), ToyPaging.THREE_LEVEL, new Va(0x4018), builder.root())
                        .value())
                .isEqualTo(0xe018);
    }

    @Test
    void theProviderIsFoundAsAService() {
        assertThat(ArchitectureProvider.forElfMachine(ToyArchitectureProvider.ELF_MACHINE))
                .map(ArchitectureProvider::architecture)
                .contains(ToyArchitecture.INSTANCE);
        assertThat(ArchitectureProvider.forElfMachine(-5)).isEmpty();
    }

    @Test
    void theProviderDecodesItsOwnNoteAndPassesOverOthers() {
        ByteBuffer words = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        words.putLong(1).putLong(2).putLong(3).putLong(4).putLong(0x2000);
        var note = new RegisterNote("TOY", 1, MemorySegment.ofArray(words.array()));
        var other = new RegisterNote("CORE", 1, MemorySegment.ofArray(new byte[3]));
        var provider = new ToyArchitectureProvider();
        assertThat(provider.registers(List.of(other, note)))
                .contains(new ToyRegisters(1, new ToyGeneralPurpose(2, 3, 4), 0x2000, ToyPaging.THREE_LEVEL));
        assertThat(provider.registers(List.of(other))).isEmpty();
        var broken = new RegisterNote("TOY", 1, MemorySegment.ofArray(new byte[39]));
        assertThatExceptionOfType(VmiException.class).isThrownBy(() -> provider.registers(List.of(broken)));
    }
}
