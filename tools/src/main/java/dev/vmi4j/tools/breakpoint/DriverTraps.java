package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.driver.SetsBreakpoints;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.tools.event.Cause;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Traps that the driver sets by virtual address. They need no page: one at an address that is not mapped hits as soon as
 * code runs there. The driver steps over them.
 *
 * <p>The driver is never called with a lock held that a handler could wait for. Two threads that set and remove the same
 * address at once may do it in any order, so each looks again afterwards.
 */
final class DriverTraps implements Traps {
    private final SetsBreakpoints driver;
    private final Map<Va, Set<Spot>> spots = new HashMap<>();

    DriverTraps(SetsBreakpoints driver) {
        this.driver = driver;
    }

    @Override
    public boolean arm(Spot spot) {
        if (add(spot)) {
            settle(spot.va());
        }
        return true;
    }

    @Override
    public void disarm(Spot spot) {
        if (remove(spot)) {
            settle(spot.va());
        }
    }

    private synchronized boolean add(Spot spot) {
        Set<Spot> here = spots.computeIfAbsent(spot.va(), _ -> new HashSet<>());
        return here.add(spot) && here.size() == 1;
    }

    private synchronized boolean remove(Spot spot) {
        Set<Spot> here = spots.getOrDefault(spot.va(), new HashSet<>());
        boolean last = here.remove(spot) && here.isEmpty();
        if (here.isEmpty()) {
            spots.remove(spot.va());
        }
        return last;
    }

    private synchronized boolean wanted(Va va) {
        return spots.containsKey(va);
    }

    private void settle(Va va) {
        boolean wanted;
        do {
            wanted = wanted(va);
            if (wanted) {
                driver.setBreakpoint(va);
            } else {
                driver.removeBreakpoint(va);
            }
        } while (wanted != wanted(va));
    }

    @Override
    public boolean followsPages() {
        return false;
    }

    /** A step that ends at a breakpoint is the only word the driver says of it. */
    @Override
    public boolean isHit(Cause cause) {
        return cause == Cause.BREAKPOINT || cause == Cause.STEP;
    }

    @Override
    public EventResponse goOn(VmiEvent event, EventResponse answer, boolean moved) {
        return answer;
    }

    /** It was removed after the virtual CPU had come to it. */
    @Override
    public EventResponse stray(VmiEvent event) {
        return EventResponse.CONTINUE;
    }

    @Override
    public Optional<EventResponse> other(VmiEvent event, Cause cause) {
        return Optional.empty();
    }

    @Override
    public void close() {
        takeAll().forEach(driver::removeBreakpoint);
    }

    private synchronized Set<Va> takeAll() {
        Set<Va> all = Set.copyOf(spots.keySet());
        spots.clear();
        return all;
    }
}
