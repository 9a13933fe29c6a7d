package dev.vmi4j.session;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.driver.dump.ImageInfo;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.driver.qemu.QemuGuest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known about a session: the source, its registers, the kernel, and how each was found out. */
public final class Report {
    private static final int RANGES_SHOWN = 16;
    private static final String FROM_SOURCE = "the source";
    private static final String RANGES = "the layout of the source";

    private final List<Line> lines = new ArrayList<>();

    private Report() {}

    /**
     * One thing that is known.
     *
     * @param property what it is about, lower case
     * @param value what it is, for people
     * @param how one sentence: the evidence
     * @param lack what cannot be done because of it; empty when nothing is missing
     */
    public record Line(String property, String value, String how, Optional<Finding.Lack> lack) {}

    /**
     * Reports on a session.
     *
     * @param session the session; its kernel is looked for
     * @return the lines, the source first
     */
    public static List<Line> of(Session session) {
        Report report = new Report();
        report.source(session);
        report.registers(session);
        session.system().ifPresentOrElse(report::system, () -> report.noSystem(session));
        return List.copyOf(report.lines);
    }

    private void source(Session session) {
        add("source", session.driver().description(), "its first bytes");
        if (session.driver() instanceof MemoryImage image) {
            image(image.info());
        }
        if (session.driver() instanceof QemuGuest guest) {
            guest.findings().forEach(this::add);
        }
        PhysicalMemory memory = session.driver().memory();
        add("memory", memory.size() + " bytes", RANGES);
        List<MemoryRange> ranges = memory.ranges();
        String shown = ranges.stream()
                .limit(RANGES_SHOWN)
                .map(range -> Addresses.hex(range.start()) + "-" + Addresses.hex(range.end()))
                .collect(Collectors.joining(", "));
        int more = ranges.size() - RANGES_SHOWN;
        add("physical ranges", shown + (more > 0 ? " and " + more + " more" : ""), RANGES);
    }

    private void image(ImageInfo info) {
        add("file", info.path().toString(), "as it was given");
        add("file size", info.fileSize() + " bytes", "the file, unpacked where it is compressed");
        if (!info.codecs().isEmpty()) {
            add("pages compressed with", String.join(", ", info.codecs()), "a sample of the pages");
        }
        if (info.pages().excluded() > 0) {
            add("pages left out", Long.toString(info.pages().excluded()), "the image was written without them");
        }
        if (info.truncated()) {
            lack("truncated", "yes", "the file ends before what its headers announce", Lacks.TRUNCATED);
        }
        info.remarks().forEach(remark -> add("remark", remark, FROM_SOURCE));
    }

    private void registers(Session session) {
        List<VcpuId> vcpus = session.vcpus();
        if (vcpus.isEmpty()) {
            lack("registers", "none", "this source holds memory alone", Lacks.REGISTERS);
            return;
        }
        add("registers", "of " + vcpus.size() + (vcpus.size() == 1 ? " vCPU" : " vCPUs"), FROM_SOURCE);
        ReadsRegisters reader = session.driver().require(ReadsRegisters.class);
        for (VcpuId vcpu : vcpus) {
            registers(vcpu, reader.registers(vcpu));
        }
    }

    private void registers(VcpuId vcpu, Registers registers) {
        Va pc = registers.instructionPointer();
        try {
            String paging = registers.pagingMode(pc) + " paging, root " + registers.translationRoot(pc);
            add(vcpu.toString(), paging + ", executing at " + pc, "its registers");
        } catch (VmiException e) {
            add(vcpu.toString(), "executing at " + pc, String.valueOf(e.getMessage()));
        }
    }

    private void system(GuestSystem system) {
        add("system", system.name(), "its kernel was found");
        add("release", system.release(), "the kernel says so");
        architecture(system.core().architecture(), "the kernel's page tables translate in it");
        add("paging mode", system.core().pagingMode().name(), "the kernel's page tables translate in it");
        add("kernel root", system.kernelSpace().root().toString(), "the kernel's page tables translate from it");
        for (Finding finding : system.findings()) {
            replace(finding);
        }
    }

    /** A finding of the system tells more than what is said of every system. */
    private void replace(Finding finding) {
        Line line = new Line(finding.what(), finding.value(), finding.how(), finding.lack());
        Optional<Line> same = lines.stream()
                .filter(known -> known.property().equals(finding.what()))
                .findFirst();
        same.ifPresentOrElse(known -> lines.set(lines.indexOf(known), line), () -> lines.add(line));
    }

    private void noSystem(Session session) {
        session.vcpus().stream()
                .findFirst()
                .ifPresent(vcpu -> architecture(
                        session.driver()
                                .require(ReadsRegisters.class)
                                .registers(vcpu)
                                .architecture(),
                        "the registers"));
        lack("system", "none found", String.join("; ", session.reasons()), Lacks.kernel(session));
    }

    private void architecture(Architecture architecture, String how) {
        add("architecture", architecture.name(), how);
    }

    private void add(Finding finding) {
        lines.add(new Line(finding.what(), finding.value(), finding.how(), finding.lack()));
    }

    private void add(String property, String value, String how) {
        lines.add(new Line(property, value, how, Optional.empty()));
    }

    private void lack(String property, String value, String how, Finding.Lack lack) {
        lines.add(new Line(property, value, how, Optional.of(lack)));
    }
}
