package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.driver.HasViews;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.MemoryAccessEvent;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.tools.event.Cause;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Traps that are breakpoint instructions in copies of pages. The copies are seen in a view of their own, and there by
 * instruction fetches alone: a read or write of such a page is an event, and is made in the view the guest started with.
 * The instruction at a trap is executed there too, by the one virtual CPU that came to it; for all others the trap stays.
 *
 * <p>An instruction at a trap that changes its own page leaves the copy as it was.
 */
final class ViewTraps implements Traps {
    private final VmiCore core;
    private final HasViews views;
    private final ShadowPages pages;
    private final View view;
    private final Map<Spot, Pa> armed = new HashMap<>();
    /** The virtual CPUs that make a step in the default view, with the frame that the step may change. */
    private final Map<VcpuId, Optional<Gfn>> away = new HashMap<>();

    ViewTraps(VmiCore core) {
        this.core = core;
        this.views = core.driver().require(HasViews.class);
        this.view = views.createView(MemoryAccess.RWX);
        this.pages = new ShadowPages(core, view);
        views.switchToView(view);
    }

    @Override
    public synchronized boolean arm(Spot spot) {
        Optional<Pa> now = translate(spot);
        Optional<Pa> before = Optional.ofNullable(armed.get(spot));
        if (!now.equals(before)) {
            disarm(spot);
            now.ifPresent(pa -> put(spot, pa));
        }
        return now.isPresent();
    }

    private Optional<Pa> translate(Spot spot) {
        return spot.roots().stream()
                .map(core::addressSpace)
                .flatMap(space -> space.tryTranslate(spot.va()).stream())
                .filter(pages::hasRoom)
                .findFirst();
    }

    private void put(Spot spot, Pa pa) {
        if (!armed.containsValue(pa)) {
            pages.add(pa);
        }
        armed.put(spot, pa);
    }

    @Override
    public synchronized void disarm(Spot spot) {
        Optional<Pa> was = Optional.ofNullable(armed.remove(spot));
        was.filter(pa -> !armed.containsValue(pa)).ifPresent(pages::remove);
    }

    @Override
    public boolean followsPages() {
        return true;
    }

    /** After a step onto a trap the trap itself fires. */
    @Override
    public boolean isHit(Cause cause) {
        return cause == Cause.BREAKPOINT;
    }

    @Override
    public synchronized EventResponse goOn(VmiEvent event, EventResponse answer, boolean moved) {
        if (moved) {
            return answer;
        }
        return switch (answer.action()) {
            case EventAction.SingleStep _ -> stepAway(event, answer, Optional.empty());
            case EventAction.Continue _ ->
                new EventResponse(
                        new EventAction.FastSingleStep(views.defaultView()), answer.view(), answer.registers());
            case EventAction.Deny _,
                    EventAction.ReinjectInterrupt _,
                    EventAction.FastSingleStep _,
                    EventAction.Emulate _ -> answer;
        };
    }

    private EventResponse stepAway(VmiEvent event, EventResponse answer, Optional<Gfn> changed) {
        away.put(event.vcpu(), changed);
        return answer.withView(views.defaultView());
    }

    /** The guest's own is delivered to it; one that was removed meanwhile is executed again, without the trap. */
    @Override
    public EventResponse stray(VmiEvent event) {
        Va ip = event.registers().instructionPointer();
        byte[] trap = core.architecture().breakpoint();
        AddressSpace space = event.registers().addressSpace(core.memory(), ip);
        boolean own = space.readable(ip.value(), trap.length) == trap.length
                && Arrays.equals(space.readBytes(ip.value(), trap.length), trap);
        return own ? EventResponse.of(new EventAction.ReinjectInterrupt()) : EventResponse.CONTINUE;
    }

    @Override
    public synchronized Optional<EventResponse> other(VmiEvent event, Cause cause) {
        return switch (cause) {
            case MEMORY_ACCESS -> event.reason().asMemoryAccess().flatMap(access -> access(event, access));
            case STEP -> back(event);
            case BREAKPOINT, INTERRUPT, OTHER -> Optional.empty();
        };
    }

    private Optional<EventResponse> access(VmiEvent event, MemoryAccessEvent access) {
        Gfn frame = core.architecture().gfn(access.pa());
        if (!pages.shadows(frame)) {
            return Optional.empty();
        }
        return Optional.of(
                access.access().contains(MemoryAccess.W)
                        ? stepAway(event, EventResponse.of(new EventAction.SingleStep()), Optional.of(frame))
                        : EventResponse.of(new EventAction.FastSingleStep(views.defaultView())));
    }

    private Optional<EventResponse> back(VmiEvent event) {
        if (!away.containsKey(event.vcpu())) {
            return Optional.empty();
        }
        away.remove(event.vcpu()).ifPresent(pages::refresh);
        return Optional.of(EventResponse.CONTINUE.withView(view));
    }

    @Override
    public synchronized void close() {
        Set<Pa> all = new HashSet<>(armed.values());
        armed.clear();
        away.clear();
        views.switchToView(views.defaultView());
        all.forEach(pages::remove);
        views.destroyView(view);
    }
}
