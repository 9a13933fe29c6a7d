package dev.vmi4j.driver.qemu;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.DebuggerView;
import dev.vmi4j.core.arch.RegisterValues;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.driver.qemu.gdb.GdbClient;
import dev.vmi4j.driver.qemu.gdb.TargetRegister;
import dev.vmi4j.driver.qemu.qmp.QmpClient;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Registers from both of QEMU's doors. The stub knows most, in one round trip; on x86 the monitor adds what it lacks: the
 * hidden parts of the segments, the descriptor tables, the debug registers. A thread of the stub is a virtual CPU plus 1.
 */
final class GuestRegisters {
    private final QmpClient qmp;
    private final DebuggerView view;
    private final boolean x86;
    private Optional<List<TargetRegister>> apart = Optional.empty();
    /** Hidden parts of segments by selector: a kernel gives a selector one meaning for all virtual CPUs. */
    private final Map<Long, RegisterValues> hidden = new HashMap<>();

    GuestRegisters(QmpClient qmp, DebuggerView view, boolean x86) {
        this.qmp = qmp;
        this.view = view;
        this.x86 = x86;
    }

    static int thread(VcpuId vcpu) {
        return vcpu.value() + 1;
    }

    static VcpuId vcpu(int thread) {
        return new VcpuId(thread - 1);
    }

    /** What the monitor alone tells; the guest may run. */
    Registers fromMonitor(VcpuId vcpu) {
        return decode(vcpu, monitorValues(vcpu));
    }

    /** All that QEMU tells of a virtual CPU that stands. */
    Registers whole(GdbClient client, VcpuId vcpu) {
        return decode(vcpu, monitorValues(vcpu).with(told(client, thread(vcpu))));
    }

    /** What the stub tells, and the hidden parts of segments as they were seen before. */
    Registers quick(GdbClient client, int thread) {
        RegisterValues values = told(client, thread);
        if (!x86) return decode(vcpu(thread), values);
        Map<String, Long> all = new LinkedHashMap<>(values.values());
        if (!MonitorRegisters.complete(hidden, values, all)) {
            MonitorRegisters.remember(monitorValues(vcpu(thread)), hidden);
            MonitorRegisters.complete(hidden, values, all);
        }
        return decode(vcpu(thread), new RegisterValues(all));
    }

    private RegisterValues told(GdbClient client, int thread) {
        if (apart.isEmpty()) apart = Optional.of(client.toldApart(view.toldApart()));
        return client.registers(thread, apart.get());
    }

    private RegisterValues monitorValues(VcpuId vcpu) {
        return x86 ? MonitorRegisters.parse(qmp.hmp("info registers", vcpu.value())) : RegisterValues.NONE;
    }

    private Registers decode(VcpuId vcpu, RegisterValues values) {
        return view.registers(values)
                .orElseThrow(() -> new QemuException(qmp.toString(), "QEMU says too little about " + vcpu));
    }

    /** Writes the registers that differ from those that the virtual CPU holds. */
    void write(GdbClient client, int thread, Registers held, Registers wanted) {
        RegisterValues now = view.values(held);
        RegisterValues next = view.values(wanted);
        for (TargetRegister register : client.description().registers()) {
            OptionalLong value = next.get(register.name());
            OptionalLong old = now.get(register.name());
            if (value.isPresent() && old.isPresent() && value.getAsLong() != old.getAsLong()) {
                client.setRegister(thread, register, value.getAsLong());
            }
        }
    }
}
