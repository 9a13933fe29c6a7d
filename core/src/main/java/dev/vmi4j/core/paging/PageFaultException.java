package dev.vmi4j.core.paging;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import java.util.Optional;

/** A virtual address does not translate. Carries the walk, so that its reader sees every entry that was read. */
public final class PageFaultException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final transient PageWalk walk;
    private final FaultReason reason;

    /**
     * Creates the error from the walk that ended in the fault.
     *
     * @param walk a walk that did not reach a page
     * @param reason why it did not
     */
    public PageFaultException(PageWalk walk, FaultReason reason) {
        super(message(walk, reason));
        this.walk = walk;
        this.reason = reason;
    }

    /**
     * The address that does not translate.
     *
     * @return the virtual address
     */
    public Va va() {
        return walk.va();
    }

    /**
     * The translation root.
     *
     * @return guest physical address of the root table
     */
    public Pa root() {
        return walk.root();
    }

    /**
     * Why the address does not translate.
     *
     * @return the reason
     */
    public FaultReason reason() {
        return reason;
    }

    /**
     * The level whose entry stopped the walk.
     *
     * @return empty when no table was read
     */
    public Optional<PageTableLevel> level() {
        return walk.last().map(PageWalk.Step::level);
    }

    /**
     * The entry that stopped the walk.
     *
     * @return its raw value; empty when it could not be read
     */
    public Optional<Long> entry() {
        return reason == FaultReason.MISSING_TABLE
                ? Optional.empty()
                : walk.last().map(PageWalk.Step::entry);
    }

    /**
     * Every entry that was read.
     *
     * @return the walk
     */
    public PageWalk walk() {
        return walk;
    }

    private static String message(PageWalk walk, FaultReason reason) {
        String where = walk.last()
                .map(step -> " (" + step.level().name() + " entry at guest physical " + step.address()
                        + (reason == FaultReason.MISSING_TABLE ? "" : " is " + Addresses.hex(step.entry())) + ")")
                .orElse("");
        return "virtual address " + walk.va() + " " + reason.sentence() + " under root " + walk.root() + where;
    }
}
