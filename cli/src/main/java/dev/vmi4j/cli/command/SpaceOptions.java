package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.os.ProcessRoot;
import dev.vmi4j.session.Session;
import dev.vmi4j.session.Space;
import dev.vmi4j.session.SpaceChoice;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options that choose an address space. */
final class SpaceOptions {
    private static final String PID = "--pid";
    private static final String USER_ROOT = "--user-root";
    private static final String ROOT = "--root";
    private static final String MODE = "--mode";
    private static final String VCPU = "--vcpu";

    private SpaceOptions() {}

    static CommandSpec addTo(CommandSpec spec) {
        addVcpu(spec, "Use the page tables that this virtual CPU was using; for images with registers.");
        return spec.addOption(Specs.number(PID, "N", "Use the page tables of this process."))
                .addOption(Specs.flag(
                        USER_ROOT,
                        "With " + PID
                                + ": the page tables that user mode runs with under page table isolation (KPTI)."))
                .addOption(Specs.text(ROOT, "ADDRESS", "Use the page tables whose root lies at this physical address."))
                .addOption(Specs.text(
                        MODE, "NAME", "The paging mode for " + ROOT + ", such as 4-level; the kernel's unless given."));
    }

    static CommandSpec addVcpu(CommandSpec spec, String description) {
        return spec.addOption(Specs.number(VCPU, "N", description));
    }

    static boolean vcpuGiven(ParseResult options) {
        return options.hasMatchedOption(VCPU);
    }

    static VcpuId vcpuOr(ParseResult options, VcpuId usual) {
        return vcpuGiven(options) ? vcpu(options) : usual;
    }

    /** The space that was chosen; the kernel's, or without a kernel the first virtual CPU's, when none was. */
    static Space space(ParseResult options, Session session, Messages messages) {
        SpaceChoice choice = choice(options);
        Space space = find(choice, session, messages);
        if (choice instanceof SpaceChoice.Kernel && session.system().isEmpty()) {
            messages.note("using the page tables of " + space.origin());
        }
        return space;
    }

    private static Space find(SpaceChoice choice, Session session, Messages messages) {
        boolean needsNoKernel = choice instanceof SpaceChoice.Vcpu
                || choice instanceof SpaceChoice.Root root && root.mode().isPresent();
        if (needsNoKernel) {
            return session.space(choice);
        }
        try (var _ = messages.during(Kernels.WORK)) {
            return session.space(choice);
        }
    }

    private static SpaceChoice choice(ParseResult options) {
        requireOne(options);
        if (options.hasMatchedOption(PID)) {
            return new SpaceChoice.OfProcess(
                    options.<Long>matchedOptionValue(PID, 0L),
                    options.hasMatchedOption(USER_ROOT) ? ProcessRoot.USER : ProcessRoot.KERNEL);
        }
        if (options.hasMatchedOption(VCPU)) {
            return new SpaceChoice.Vcpu(vcpu(options));
        }
        if (options.hasMatchedOption(ROOT)) {
            Pa root = Pa.of(ImageOptions.number(ROOT, options.matchedOptionValue(ROOT, "")));
            return new SpaceChoice.Root(
                    root, Optional.of(options.matchedOptionValue(MODE, "")).filter(mode -> !mode.isEmpty()));
        }
        return new SpaceChoice.Kernel();
    }

    static boolean given(ParseResult options) {
        return options.hasMatchedOption(PID) || options.hasMatchedOption(VCPU) || options.hasMatchedOption(ROOT);
    }

    private static VcpuId vcpu(ParseResult options) {
        long number = options.<Long>matchedOptionValue(VCPU, 0L);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new UsageException(VCPU + " wants the number of a virtual CPU, not " + number);
        }
        return new VcpuId((int) number);
    }

    private static void requireOne(ParseResult options) {
        long chosen =
                Stream.of(PID, VCPU, ROOT).filter(options::hasMatchedOption).count();
        if (chosen > 1) {
            throw new UsageException("only one of " + PID + ", " + VCPU + " and " + ROOT + " can be given");
        }
        if (options.hasMatchedOption(USER_ROOT) && !options.hasMatchedOption(PID)) {
            throw new UsageException(USER_ROOT + " belongs to " + PID);
        }
        if (options.hasMatchedOption(MODE) && !options.hasMatchedOption(ROOT)) {
            throw new UsageException(MODE + " belongs to " + ROOT);
        }
    }
}
