package dev.vmi4j.testkit.driver;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.testkit.contract.DriverContract;
import dev.vmi4j.testkit.contract.DriverFixture;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.toy.ToyRegisters;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class FakeImageTest extends DriverContract {
    @Override
    protected DriverFixture open() {
        byte[] content = "what is known of the image".getBytes(StandardCharsets.US_ASCII);
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0x4000, 0x8000), new MemoryRange(0, 0x2000));
        memory.put(0x4000, content);
        return new DriverFixture(
                new FakeImage(memory.mapped(), List.of(ToyRegisters.of(0), ToyRegisters.of(0x2000))),
                Set.of(ReadsMemory.class, ReadsRegisters.class),
                new Pa(0x4000),
                MemorySegment.ofArray(content),
                Optional.empty());
    }
}
