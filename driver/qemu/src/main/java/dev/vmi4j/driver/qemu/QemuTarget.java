package dev.vmi4j.driver.qemu;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.driver.qemu.qmp.Json;
import dev.vmi4j.driver.qemu.qmp.QmpClient;
import dev.vmi4j.driver.qemu.qmp.QmpCommandException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What machine QEMU plays.
 *
 * @param name QEMU's name of its target, for example {@code x86_64}
 * @param version QEMU's version
 * @param vcpus its virtual CPUs
 * @param isAccelerated whether the host's CPU runs the guest's code
 */
record QemuTarget(String name, String version, List<VcpuId> vcpus, boolean isAccelerated) {
    private static final Map<String, Integer> ELF_MACHINES =
            Map.of("x86_64", 62, "i386", 3, "aarch64", 183, "arm", 40, "riscv64", 243);

    static QemuTarget of(QmpClient qmp) {
        return new QemuTarget(
                qmp.execute("query-target").asObject().get("arch").asString(),
                version(qmp),
                qmp.execute("query-cpus-fast").asList().stream()
                        .map(cpu -> cpu.asObject().get("cpu-index").asLong())
                        .map(index -> new VcpuId(Math.toIntExact(index)))
                        .sorted(Comparator.comparingInt(VcpuId::value))
                        .toList(),
                isAccelerated(qmp));
    }

    private static String version(QmpClient qmp) {
        Json.JsonObject version = qmp.greeting().get("version").asObject();
        Json.JsonObject numbers = version.get("qemu").asObject();
        String text = "QEMU " + numbers.get("major") + "." + numbers.get("minor") + "." + numbers.get("micro");
        return version.find("package")
                .map(Json::asString)
                .filter(name -> !name.isBlank())
                .map(name -> text + " (" + name.strip() + ")")
                .orElse(text);
    }

    private static boolean isAccelerated(QmpClient qmp) {
        try {
            return qmp.execute("query-kvm").asObject().get("enabled").asBoolean();
        } catch (QmpCommandException _) {
            return false;
        }
    }

    OptionalInt elfMachine() {
        Integer machine = ELF_MACHINES.get(name);
        return machine == null ? OptionalInt.empty() : OptionalInt.of(machine);
    }

    Optional<ArchitectureProvider> provider() {
        return elfMachine().isEmpty()
                ? Optional.empty()
                : ArchitectureProvider.forElfMachine(elfMachine().getAsInt());
    }

    boolean isX86() {
        return name.equals("x86_64") || name.equals("i386");
    }
}
