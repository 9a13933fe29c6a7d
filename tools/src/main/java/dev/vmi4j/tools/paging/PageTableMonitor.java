package dev.vmi4j.tools.paging;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.AddressContext;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.driver.HasViews;
import dev.vmi4j.core.driver.SetsProtection;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.MemoryAccessEvent;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.tools.event.Cause;
import dev.vmi4j.tools.event.EventTool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches virtual addresses for being mapped, unmapped or moved to another frame. With a driver that has views and access
 * rights, the page tables that lead to the watched addresses are write-protected in a view: a write to them is made in the
 * view the guest started with, as one step, and then the addresses are looked at again. With any other driver they are
 * looked at whenever an event comes, and when {@link #check} is called, so that a change and its reversal between two
 * events stay unseen.
 *
 * <p>The monitor makes the guest use a view of its own; a tool that does so too cannot watch the same guest with views.
 */
public final class PageTableMonitor implements EventTool {
    private final VmiCore core;
    private final Optional<Guard> guard;
    private final Map<AddressContext, Watched> watched = new LinkedHashMap<>();

    /** An address with what it was when it was looked at last. */
    private record Watched(PageListener listener, Optional<Pa> pa) {}

    private PageTableMonitor(VmiCore core, Optional<Guard> guard) {
        this.core = core;
        this.guard = guard;
    }

    /**
     * A monitor that looks at the watched addresses whenever an event comes.
     *
     * @param core the guest
     * @return a monitor that watches nothing yet
     */
    public static PageTableMonitor checking(VmiCore core) {
        return new PageTableMonitor(core, Optional.empty());
    }

    /**
     * A monitor that protects the page tables.
     *
     * @param core the guest
     * @return a monitor that watches nothing yet
     * @throws dev.vmi4j.core.driver.MissingCapabilityException when the driver has no views or access rights
     */
    public static PageTableMonitor protecting(VmiCore core) {
        return new PageTableMonitor(core, Optional.of(new Guard(core)));
    }

    /**
     * Begins to watch an address.
     *
     * @param where the address
     * @param listener hears of changes
     * @return where it is now; empty when it is not mapped
     */
    public synchronized Optional<Pa> watch(AddressContext where, PageListener listener) {
        Optional<Pa> now = walk(where).mapping().map(mapping -> translate(where));
        watched.put(where, new Watched(listener, now));
        protect();
        return now;
    }

    /**
     * Ceases to watch an address; one that is not watched changes nothing.
     *
     * @param where the address
     */
    public synchronized void unwatch(AddressContext where) {
        watched.remove(where);
        protect();
    }

    /** Looks at every watched address now. */
    public synchronized void check() {
        for (Map.Entry<AddressContext, Watched> entry : Map.copyOf(watched).entrySet()) {
            Optional<Pa> before = entry.getValue().pa();
            Optional<Pa> now = walk(entry.getKey()).mapping().map(mapping -> translate(entry.getKey()));
            if (!now.equals(before)) {
                watched.replace(entry.getKey(), new Watched(entry.getValue().listener(), now));
                entry.getValue().listener().changed(entry.getKey(), before, now);
            }
        }
        protect();
    }

    /** Walks the tables themselves: a cached translation would not show the change. */
    private PageWalk walk(AddressContext where) {
        return core.addressSpace(where.root()).walk(where.va());
    }

    private Pa translate(AddressContext where) {
        core.tlb().ifPresent(tlb -> tlb.flush(where.root().value(), where.va().value()));
        return core.translate(where);
    }

    /** The tables of which an entry was read on the way to the watched addresses. */
    private void protect() {
        guard.ifPresent(known -> known.protect(watched.keySet().stream()
                .flatMap(where -> walk(where).steps().stream())
                .map(step -> core.architecture().gfn(step.address()))
                .collect(Collectors.toSet())));
    }

    @Override
    public synchronized Optional<EventResponse> handle(VmiEvent event, Cause cause) {
        if (guard.isEmpty()) {
            check();
            return Optional.empty();
        }
        Optional<EventResponse> answer = guard.get().handle(event, cause);
        if (cause == Cause.STEP && answer.isPresent()) {
            check();
        }
        return answer;
    }

    @Override
    public synchronized void close() {
        watched.clear();
        guard.ifPresent(Guard::close);
    }

    /** A view in which some frames cannot be written. */
    private static final class Guard {
        private final VmiCore core;
        private final HasViews views;
        private final SetsProtection protection;
        private final View view;
        private final Set<Gfn> frames = new HashSet<>();
        private final Map<VcpuId, Gfn> away = new HashMap<>();
        private boolean closed;

        Guard(VmiCore core) {
            this.core = core;
            this.views = core.driver().require(HasViews.class);
            this.protection = core.driver().require(SetsProtection.class);
            this.view = views.createView(MemoryAccess.RWX);
            views.switchToView(view);
        }

        void protect(Set<Gfn> wanted) {
            for (Gfn frame : Set.copyOf(frames)) {
                if (!wanted.contains(frame)) {
                    protection.setProtection(frame, view, MemoryAccess.RWX);
                    frames.remove(frame);
                }
            }
            for (Gfn frame : wanted) {
                if (frames.add(frame)) {
                    protection.setProtection(frame, view, MemoryAccess.RX);
                }
            }
        }

        Optional<EventResponse> handle(VmiEvent event, Cause cause) {
            return switch (cause) {
                case MEMORY_ACCESS -> event.reason().asMemoryAccess().flatMap(access -> write(event, access));
                case STEP -> back(event);
                case BREAKPOINT, INTERRUPT, OTHER -> Optional.empty();
            };
        }

        private Optional<EventResponse> write(VmiEvent event, MemoryAccessEvent access) {
            Gfn frame = core.architecture().gfn(access.pa());
            if (!frames.contains(frame)) {
                return Optional.empty();
            }
            away.put(event.vcpu(), frame);
            return Optional.of(EventResponse.of(new EventAction.SingleStep()).withView(views.defaultView()));
        }

        private Optional<EventResponse> back(VmiEvent event) {
            return away.remove(event.vcpu()) == null
                    ? Optional.empty()
                    : Optional.of(EventResponse.CONTINUE.withView(view));
        }

        void close() {
            if (!closed) {
                closed = true;
                views.switchToView(views.defaultView());
                views.destroyView(view);
            }
        }
    }
}
