package dev.vmi4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.AllocatesFrames;
import dev.vmi4j.core.driver.ControlsExecution;
import dev.vmi4j.core.driver.HasViews;
import dev.vmi4j.core.driver.InjectsInterrupts;
import dev.vmi4j.core.driver.MissingCapabilityException;
import dev.vmi4j.core.driver.MonitorsEvents;
import dev.vmi4j.core.driver.QueriesProtection;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.driver.SetsProtection;
import dev.vmi4j.core.driver.VmiDriver;
import dev.vmi4j.core.driver.WritesMemory;
import dev.vmi4j.core.driver.WritesRegisters;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MissingMemoryException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every driver does: each capability that it declares works, each that it does not declare is absent. Extended by a
 * test of each driver.
 */
public abstract class DriverContract {
    private static final VcpuId VCPU = VcpuId.FIRST;

    /** For the tests that extend it. */
    protected DriverContract() {}

    /**
     * Opens the driver.
     *
     * @return its fixture
     */
    protected abstract DriverFixture open();

    @TestFactory
    Stream<DynamicTest> capabilities() {
        return checks().entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(check.getKey().getSimpleName(), () -> {
                    DriverFixture fixture = open();
                    try (VmiDriver driver = fixture.driver()) {
                        if (fixture.capabilities().contains(check.getKey())) {
                            checkPresent(driver, check.getKey());
                            check.getValue().accept(fixture);
                        } else {
                            checkAbsent(driver, check.getKey());
                        }
                    }
                }));
    }

    @Test
    void aDriverSaysWhatItIsAndClosesTwice() {
        VmiDriver driver = open().driver();
        assertThat(driver.description()).isNotBlank();
        driver.close();
        driver.close();
    }

    private static Map<Class<? extends VmiDriver>, Consumer<DriverFixture>> checks() {
        Map<Class<? extends VmiDriver>, Consumer<DriverFixture>> checks = new LinkedHashMap<>();
        checks.put(ReadsMemory.class, DriverContract::readsMemory);
        checks.put(WritesMemory.class, DriverContract::writesMemory);
        checks.put(ReadsRegisters.class, DriverContract::readsRegisters);
        checks.put(WritesRegisters.class, DriverContract::writesRegisters);
        checks.put(QueriesProtection.class, DriverContract::queriesProtection);
        checks.put(SetsProtection.class, DriverContract::setsProtection);
        checks.put(HasViews.class, DriverContract::hasViews);
        checks.put(MonitorsEvents.class, DriverContract::monitorsEvents);
        checks.put(ControlsExecution.class, DriverContract::controlsExecution);
        checks.put(InjectsInterrupts.class, DriverContract::injectsInterrupts);
        checks.put(AllocatesFrames.class, DriverContract::allocatesFrames);
        return checks;
    }

    private static void checkPresent(VmiDriver driver, Class<? extends VmiDriver> type) {
        assertThat(driver).isInstanceOf(type);
        assertThat(driver.capability(type).orElseThrow()).isSameAs(driver);
    }

    private static void checkAbsent(VmiDriver driver, Class<? extends VmiDriver> type) {
        assertThat(driver).isNotInstanceOf(type);
        assertThat(driver.capability(type)).isEmpty();
        assertThatExceptionOfType(MissingCapabilityException.class)
                .isThrownBy(() -> driver.require(type))
                .withMessageContaining(type.getSimpleName())
                .satisfies(e -> assertThat(e.capability()).isEqualTo(type));
    }

    private static void readsMemory(DriverFixture fixture) {
        ReadsMemory driver = fixture.driver().require(ReadsMemory.class);
        assertThat(driver.memory()).isSameAs(driver.memory());
        assertThat(driver.memory().readBytes(fixture.known().value(), content(fixture).length))
                .isEqualTo(content(fixture));
        List<MemoryRange> ranges = driver.memory().ranges();
        assertThat(ranges).isNotEmpty();
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).start()).isGreaterThan(ranges.get(i - 1).end());
        }
        assertThatExceptionOfType(MissingMemoryException.class)
                .isThrownBy(() -> driver.memory().readByte(ranges.getLast().end()));
    }

    private static void writesMemory(DriverFixture fixture) {
        WritesMemory driver = fixture.driver().require(WritesMemory.class);
        Pa pa = fixture.known().plus(3);
        driver.write(pa, MemorySegment.ofArray(new byte[] {1, 2, 3}));
        var memory = fixture.driver().require(ReadsMemory.class).memory();
        memory.cache().ifPresent(cache -> cache.flush(pa.value() >>> memory.pageShift()));
        byte[] expected = content(fixture);
        System.arraycopy(new byte[] {1, 2, 3}, 0, expected, 3, 3);
        assertThat(memory.readBytes(fixture.known().value(), expected.length)).isEqualTo(expected);
        assertThatExceptionOfType(MissingMemoryException.class)
                .isThrownBy(() ->
                        driver.write(new Pa(memory.ranges().getLast().end()), MemorySegment.ofArray(new byte[] {1})));
    }

    private static void readsRegisters(DriverFixture fixture) {
        ReadsRegisters driver = fixture.driver().require(ReadsRegisters.class);
        assertThat(driver.vcpus()).isNotEmpty().isSorted().contains(VCPU).doesNotHaveDuplicates();
        driver.vcpus().forEach(vcpu -> assertThat(driver.registers(vcpu)).isEqualTo(driver.registers(vcpu)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        driver.registers(new VcpuId(driver.vcpus().getLast().value() + 1)));
    }

    private static void writesRegisters(DriverFixture fixture) {
        WritesRegisters driver = fixture.driver().require(WritesRegisters.class);
        ReadsRegisters reader = fixture.driver().require(ReadsRegisters.class);
        Registers changed = reader.registers(VCPU).withResult(0x1234);
        driver.setRegisters(VCPU, changed);
        assertThat(reader.registers(VCPU)).isEqualTo(changed);
        VcpuId none = new VcpuId(reader.vcpus().getLast().value() + 1);
        assertThatIllegalArgumentException().isThrownBy(() -> driver.setRegisters(none, changed));
    }

    private static void queriesProtection(DriverFixture fixture) {
        QueriesProtection driver = fixture.driver().require(QueriesProtection.class);
        View view = fixture.driver().require(HasViews.class).defaultView();
        assertThat(driver.protection(frame(fixture), view)).isEqualTo(MemoryAccess.RWX);
    }

    private static void setsProtection(DriverFixture fixture) {
        SetsProtection driver = fixture.driver().require(SetsProtection.class);
        QueriesProtection query = fixture.driver().require(QueriesProtection.class);
        View view = fixture.driver().require(HasViews.class).defaultView();
        for (int bits = 0; bits < 8; bits++) {
            driver.setProtection(frame(fixture), view, MemoryAccess.of(bits));
            assertThat(query.protection(frame(fixture), view)).isEqualTo(MemoryAccess.of(bits));
            assertThat(query.protection(frame(fixture).plus(1), view)).isEqualTo(MemoryAccess.RWX);
        }
    }

    private static void hasViews(DriverFixture fixture) {
        HasViews driver = fixture.driver().require(HasViews.class);
        View first = driver.createView(MemoryAccess.RX);
        View second = driver.createView(MemoryAccess.R);
        assertThat(List.of(driver.defaultView(), first, second)).doesNotHaveDuplicates();
        fixture.driver()
                .capability(QueriesProtection.class)
                .ifPresent(query ->
                        assertThat(query.protection(frame(fixture), second)).isEqualTo(MemoryAccess.R));
        fixture.active().ifPresent(active -> remaps(fixture, driver, first, active.peer()));
        driver.destroyView(second);
        assertThatIllegalArgumentException().isThrownBy(() -> driver.switchToView(second));
        assertThatIllegalArgumentException().isThrownBy(() -> driver.destroyView(driver.defaultView()));
    }

    private static void remaps(DriverFixture fixture, HasViews driver, View view, DriverPeer peer) {
        byte own = content(fixture)[0];
        Gfn frame = frame(fixture);
        byte next = peer.sees(VCPU, registers(fixture).architecture().pa(frame.plus(1)));
        assertThat(next).as("the fixture's pages must differ").isNotEqualTo(own);
        driver.remapFrame(view, frame, frame.plus(1));
        assertThat(peer.sees(VCPU, fixture.known())).isEqualTo(own);
        driver.switchToView(view);
        assertThat(peer.sees(VCPU, fixture.known())).isEqualTo(next);
        assertThatIllegalArgumentException().isThrownBy(() -> driver.destroyView(view));
        driver.resetFrame(view, frame);
        assertThat(peer.sees(VCPU, fixture.known())).isEqualTo(own);
        driver.switchToView(driver.defaultView());
    }

    private static void monitorsEvents(DriverFixture fixture) {
        MonitorsEvents driver = fixture.driver().require(MonitorsEvents.class);
        fixture.active().ifPresent(active -> monitorsEvents(fixture, driver, active));
    }

    private static void monitorsEvents(DriverFixture fixture, MonitorsEvents driver, DriverFixture.Active active) {
        assertThat(driver.supports(active.monitor())).isTrue();
        assertThat(driver.supports(active.unsupported())).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> driver.enable(active.unsupported()));
        driver.enable(active.monitor());
        assertThat(driver.waitForEvents(Duration.ZERO, _ -> EventResponse.CONTINUE))
                .isZero();
        active.peer().raise(VCPU);
        active.peer().raise(VCPU);
        assertThat(driver.pendingEvents()).isEqualTo(2);
        List<VmiEvent> seen = new ArrayList<>();
        int answered = driver.waitForEvents(Duration.ofSeconds(1), event -> {
            seen.add(event);
            return EventResponse.CONTINUE.withRegisters(event.registers().withResult(77));
        });
        assertThat(answered).isEqualTo(2);
        assertThat(seen).hasSize(2).allMatch(event -> event.vcpu().equals(VCPU));
        assertThat(registers(fixture).result()).isEqualTo(77);
        handlerMayFail(driver, active.peer());
        driver.disable(active.monitor());
    }

    private static void handlerMayFail(MonitorsEvents driver, DriverPeer peer) {
        peer.raise(VCPU);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> driver.waitForEvents(Duration.ofSeconds(1), _ -> {
                    throw new ArithmeticException("of the handler");
                }));
        assertThat(driver.pendingEvents()).isZero();
        peer.raise(VCPU);
        assertThat(driver.waitForEvents(Duration.ofSeconds(1), _ -> EventResponse.CONTINUE))
                .isEqualTo(1);
    }

    private static void controlsExecution(DriverFixture fixture) {
        ControlsExecution driver = fixture.driver().require(ControlsExecution.class);
        assertThat(driver.isPaused()).isFalse();
        ControlsExecution.PauseScope outer = driver.pause();
        ControlsExecution.PauseScope inner = driver.pause();
        endTwice(inner);
        assertThat(driver.isPaused()).as("the outer scope is open").isTrue();
        endTwice(outer);
        assertThat(driver.isPaused()).isFalse();
    }

    @SuppressWarnings("try")
    private static void endTwice(ControlsExecution.PauseScope scope) {
        scope.close();
        scope.close();
    }

    private static void injectsInterrupts(DriverFixture fixture) {
        InjectsInterrupts driver = fixture.driver().require(InjectsInterrupts.class);
        DriverFixture.Active active = fixture.active().orElseThrow();
        assertThat(active.peer().takes(VCPU, active.interrupt())).isFalse();
        driver.injectInterrupt(VCPU, active.interrupt());
        assertThat(active.peer().takes(VCPU, active.interrupt())).isTrue();
    }

    private static void allocatesFrames(DriverFixture fixture) {
        AllocatesFrames driver = fixture.driver().require(AllocatesFrames.class);
        Gfn first = driver.allocateFrame();
        Gfn second = driver.allocateFrame();
        assertThat(first).isNotEqualTo(second);
        var memory = fixture.driver().require(ReadsMemory.class).memory();
        Pa pa = registers(fixture).architecture().pa(first);
        int size = (int) registers(fixture).architecture().pageSize();
        assertThat(memory.readBytes(pa.value(), size)).containsOnly(0);
        driver.freeFrame(first);
        assertThatIllegalArgumentException().isThrownBy(() -> driver.freeFrame(first));
        driver.freeFrame(second);
    }

    private static Registers registers(DriverFixture fixture) {
        return fixture.driver().require(ReadsRegisters.class).registers(VCPU);
    }

    private static byte[] content(DriverFixture fixture) {
        return fixture.content().toArray(ValueLayout.JAVA_BYTE);
    }

    private static Gfn frame(DriverFixture fixture) {
        return registers(fixture).architecture().gfn(fixture.known());
    }
}
