package dev.vmi4j.core.paging;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import java.util.List;
import java.util.Optional;

/**
 * A page table walk with every entry it read.
 *
 * @param va the address walked for
 * @param root the translation root
 * @param mode the paging mode
 * @param steps the entries read, from the root down
 * @param outcome where the walk ended
 */
public record PageWalk(Va va, Pa root, PagingMode mode, List<Step> steps, Outcome outcome) {
    /** Copies the steps. */
    public PageWalk {
        steps = List.copyOf(steps);
    }

    /**
     * One entry on the way.
     *
     * @param level the level of its table
     * @param index its index in the table
     * @param address its guest physical address
     * @param entry its raw value; 0 when the source does not hold it
     */
    public record Step(PageTableLevel level, int index, Pa address, long entry) {}

    /** Where a walk ended. */
    public sealed interface Outcome {}

    /**
     * The walk reached a page.
     *
     * @param mapping the page
     */
    public record Mapped(Mapping mapping) implements Outcome {}

    /**
     * The walk ended in a fault.
     *
     * @param reason why
     */
    public record Faulted(FaultReason reason) implements Outcome {}

    /**
     * The last entry read.
     *
     * @return empty when no table was read
     */
    public Optional<Step> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
    }

    /**
     * The page that was reached.
     *
     * @return empty after a fault
     */
    public Optional<Mapping> mapping() {
        return outcome instanceof Mapped(Mapping mapping) ? Optional.of(mapping) : Optional.empty();
    }

    /**
     * The page that was reached.
     *
     * @return the page
     * @throws PageFaultException when the walk ended in a fault
     */
    public Mapping orThrow() {
        return switch (outcome) {
            case Mapped(Mapping mapping) -> mapping;
            case Faulted(FaultReason reason) -> throw new PageFaultException(this, reason);
        };
    }
}
