package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.AccessContext;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.driver.AllocatesFrames;
import dev.vmi4j.core.driver.HasViews;
import dev.vmi4j.core.driver.SetsProtection;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Copies of the guest's pages with breakpoint instructions in them, shown in one view to instruction fetches alone. */
final class ShadowPages {
    private final VmiCore core;
    private final Architecture architecture;
    private final View view;
    private final HasViews views;
    private final SetsProtection protection;
    private final AllocatesFrames frames;
    private final Map<Gfn, Shadow> shadows = new HashMap<>();

    /** A copy, and where in it breakpoints are. */
    private record Shadow(Gfn copy, Set<Long> offsets) {}

    ShadowPages(VmiCore core, View view) {
        this.core = core;
        this.architecture = core.architecture();
        this.view = view;
        this.views = core.driver().require(HasViews.class);
        this.protection = core.driver().require(SetsProtection.class);
        this.frames = core.driver().require(AllocatesFrames.class);
    }

    boolean shadows(Gfn frame) {
        return shadows.containsKey(frame);
    }

    /** Whether a breakpoint instruction fits between an address and the end of its page. */
    boolean hasRoom(Pa pa) {
        return architecture.paOffset(pa) + architecture.breakpoint().length <= architecture.pageSize();
    }

    void add(Pa pa) {
        Gfn frame = architecture.gfn(pa);
        boolean isNew = !shadows(frame);
        Shadow shadow = shadows.computeIfAbsent(frame, _ -> new Shadow(frames.allocateFrame(), new TreeSet<>()));
        shadow.offsets().add(architecture.paOffset(pa));
        refresh(frame);
        if (isNew) {
            views.remapFrame(view, frame, shadow.copy());
            protection.setProtection(frame, view, MemoryAccess.X);
        }
    }

    void remove(Pa pa) {
        Gfn frame = architecture.gfn(pa);
        Shadow shadow = shadows.get(frame);
        if (shadow == null) {
            return;
        }
        shadow.offsets().remove(architecture.paOffset(pa));
        if (shadow.offsets().isEmpty()) {
            shadows.remove(frame);
            protection.setProtection(frame, view, MemoryAccess.RWX);
            views.resetFrame(view, frame);
            frames.freeFrame(shadow.copy());
        } else {
            refresh(frame);
        }
    }

    /** Makes the copy what the page is now, with its breakpoints; does nothing for a page without a copy. */
    void refresh(Gfn frame) {
        Shadow shadow = shadows.get(frame);
        if (shadow != null) {
            byte[] page = core.memory().readBytes(architecture.pa(frame).value(), (int) architecture.pageSize());
            byte[] trap = architecture.breakpoint();
            shadow.offsets().forEach(offset -> System.arraycopy(trap, 0, page, offset.intValue(), trap.length));
            core.write(AccessContext.direct(architecture.pa(shadow.copy())), MemorySegment.ofArray(page));
        }
    }
}
