package dev.vmi4j.session;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.ProcessRoot;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the address spaces of a session. */
final class Spaces {
    /** An address of the kernel's half, where halves of the address space have roots of their own. */
    private static final Va KERNEL_HALF = new Va(-1L);

    private final Session session;

    Spaces(Session session) {
        this.session = session;
    }

    Space find(SpaceChoice choice) {
        return switch (choice) {
            case SpaceChoice.Kernel _ -> kernel();
            case SpaceChoice.OfProcess(long pid, ProcessRoot root) -> process(pid, root);
            case SpaceChoice.Root(Pa root, Optional<String> mode) -> root(root, mode);
            case SpaceChoice.Vcpu(VcpuId vcpu) -> new Space(vcpu(vcpu), vcpu.toString());
        };
    }

    private Space kernel() {
        Optional<GuestSystem> system = session.system();
        if (system.isPresent()) {
            return new Space(system.get().kernelSpace(), "the kernel");
        }
        Optional<VcpuId> first = session.vcpus().stream().findFirst();
        return first.map(vcpu -> new Space(vcpu(vcpu), vcpu + ", because no kernel was found"))
                .orElseThrow(session::noKernel);
    }

    private Space process(long pid, ProcessRoot root) {
        AddressSpace space = session.requireSystem()
                .processSpace(pid, root)
                .orElseThrow(() -> new NoSpaceException("there is no process " + pid + " in this guest"));
        return new Space(space, "process " + pid + (root == ProcessRoot.USER ? " in user mode" : ""));
    }

    private Space root(Pa root, Optional<String> mode) {
        PagingMode paging = mode.map(this::mode).orElseGet(this::likelyMode);
        return new Space(space(paging, root), "root " + root);
    }

    private AddressSpace space(PagingMode mode, Pa root) {
        if ((root.value() & mode.rootAlignment() - 1) != 0) {
            throw new NoSpaceException("a root of " + mode + " paging is a multiple of "
                    + Addresses.hex(mode.rootAlignment()) + ", which " + root + " is not");
        }
        return AddressSpace.of(memory(), mode, root);
    }

    private PagingMode mode(String name) {
        return modes().stream()
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new NoSpaceException("there is no paging mode '" + name + "'; the modes are " + modeNames()));
    }

    private PagingMode likelyMode() {
        Optional<PagingMode> ofKernel =
                session.system().map(system -> system.core().pagingMode());
        return ofKernel.or(this::modeOfFirstVcpu)
                .orElseThrow(() -> new NoSpaceException("the paging mode is not known, because no kernel was found and"
                        + " the source has no registers; name it: " + modeNames()));
    }

    private Optional<PagingMode> modeOfFirstVcpu() {
        return session.vcpus().stream().findFirst().map(vcpu -> registers(vcpu).pagingMode(KERNEL_HALF));
    }

    private AddressSpace vcpu(VcpuId vcpu) {
        return registers(vcpu).addressSpace(memory(), KERNEL_HALF);
    }

    private Registers registers(VcpuId vcpu) {
        List<VcpuId> vcpus = session.vcpus();
        if (!vcpus.contains(vcpu)) {
            throw new NoSpaceException(
                    vcpus.isEmpty()
                            ? session.driver().description() + " has no registers"
                            : "there is no " + vcpu + "; there are " + vcpus);
        }
        return session.driver().require(ReadsRegisters.class).registers(vcpu);
    }

    private List<PagingMode> modes() {
        return session.architectures().stream()
                .flatMap(architecture -> architecture.pagingModes().stream()
                        .flatMap(mode -> Stream.of(mode, architecture.userPagingMode(mode))))
                .distinct()
                .toList();
    }

    private String modeNames() {
        return modes().stream().map(PagingMode::name).distinct().collect(Collectors.joining(", "));
    }

    private PhysicalMemory memory() {
        return session.driver().memory();
    }
}
