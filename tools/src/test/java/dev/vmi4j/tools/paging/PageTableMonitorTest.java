package dev.vmi4j.tools.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.AddressContext;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.tools.event.EventLoop;
import dev.vmi4j.tools.toy.Code;
import dev.vmi4j.tools.toy.DebuggerMachine;
import dev.vmi4j.tools.toy.ToyMachine;
import dev.vmi4j.tools.toy.ViewMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTableMonitorTest {
    private static final long FAR = ToyMachine.CODE + 0x10000;
    private static final long TABLES = ToyMachine.CODE + 0x20000;

    private static AddressContext where(ToyMachine machine) {
        return new AddressContext(new Va(FAR), machine.root());
    }

    @Test
    void aCheckTellsOfPagesThatCameAndWent() {
        var machine = new DebuggerMachine(1, 1, new Code().halt());
        List<String> seen = new ArrayList<>();
        try (var monitor = PageTableMonitor.checking(machine.core())) {
            assertThat(monitor.watch(where(machine), (_, before, now) -> seen.add(before + " to " + now)))
                    .isEmpty();
            monitor.check();
            long pa = machine.bytes().allocate(0x2000, 0x2000, 40);
            machine.tables().map(FAR, pa, 0x2000);
            monitor.check();
            monitor.check();
            machine.tables().forge(FAR, 2, 0);
            monitor.check();
            assertThat(seen)
                    .containsExactly(
                            "Optional.empty to Optional[" + new Pa(pa) + "]",
                            "Optional[" + new Pa(pa) + "] to Optional.empty");
        }
    }

    /** The guest itself clears the lowest byte of the leaf entry, which makes the page absent. */
    @Test
    void aWriteOfTheGuestToItsTablesIsSeenWhenItHappens() {
        var machine = new ViewMachine(1, 1, new Code().nop().poke(0).nop().halt());
        long pa = machine.bytes().allocate(0x2000, 0x2000, 40);
        machine.tables().map(FAR, pa, 0x2000);
        long entry = machine.tables().entryAddress(FAR, 2);
        machine.tables().map(TABLES, entry & -0x2000, 0x2000);
        machine.withCounter(0, TABLES + (entry & 0x1fff));
        List<String> seen = new ArrayList<>();
        try (EventLoop loop = EventLoop.over(machine.core())) {
            PageTableMonitor monitor = loop.add(PageTableMonitor.protecting(machine.core()));
            assertThat(monitor.watch(
                            where(machine),
                            (_, before, now) -> seen.add(
                                    before + " to " + now + ", " + machine.executed(2) + " instructions later")))
                    .contains(new Pa(pa));
            loop.runUntil(machine::halted);
        }
        assertThat(seen).containsExactly("Optional[" + new Pa(pa) + "] to Optional.empty, 0 instructions later");
        assertThat(machine.views()).isZero();
        machine.waitForEvents(Duration.ZERO, _ -> EventResponse.CONTINUE);
    }
}
