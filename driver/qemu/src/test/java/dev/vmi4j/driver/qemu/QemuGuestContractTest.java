package dev.vmi4j.driver.qemu;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.driver.ControlsExecution;
import dev.vmi4j.core.driver.MonitorsEvents;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.driver.WritesMemory;
import dev.vmi4j.core.driver.WritesRegisters;
import dev.vmi4j.testkit.contract.DriverContract;
import dev.vmi4j.testkit.contract.DriverFixture;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

final class QemuGuestContractTest extends DriverContract {
    private final List<ToyQemu> started = new ArrayList<>();

    @Override
    protected DriverFixture open() {
        ToyQemu qemu = ToyQemu.start(2);
        started.add(qemu);
        return new DriverFixture(
                QemuGuest.attach(qemu.options()),
                Set.of(
                        ReadsMemory.class,
                        WritesMemory.class,
                        ReadsRegisters.class,
                        WritesRegisters.class,
                        MonitorsEvents.class,
                        ControlsExecution.class),
                new Pa(ToyMachine.RAM),
                MemorySegment.ofArray(Arrays.copyOf(qemu.machine.ram, 64)),
                Optional.empty());
    }

    @AfterEach
    void end() {
        started.forEach(ToyQemu::close);
    }
}
