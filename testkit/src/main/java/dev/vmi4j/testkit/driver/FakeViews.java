package dev.vmi4j.testkit.driver;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.View;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The second-level translations of a fake guest. Thread-safe. */
final class FakeViews {
    static final View DEFAULT = new View(0);

    private static final class Content {
        final MemoryAccess usual;
        final Map<Gfn, MemoryAccess> access = new HashMap<>();
        final Map<Gfn, Gfn> remapped = new HashMap<>();

        Content(MemoryAccess usual) {
            this.usual = usual;
        }
    }

    private final Map<Integer, Content> views = new TreeMap<>();
    private int next = 1;

    FakeViews() {
        views.put(DEFAULT.value(), new Content(MemoryAccess.RWX));
    }

    synchronized View create(MemoryAccess access) {
        View view = new View(next++);
        views.put(view.value(), new Content(access));
        return view;
    }

    synchronized void destroy(View view) {
        requireOwn(view);
        views.remove(view.value());
    }

    synchronized MemoryAccess access(Gfn gfn, View view) {
        Content content = content(view);
        return content.access.getOrDefault(gfn, content.usual);
    }

    synchronized void setAccess(Gfn gfn, View view, MemoryAccess access) {
        content(view).access.put(gfn, access);
    }

    synchronized void remap(View view, Gfn from, Gfn to) {
        requireOwn(view);
        content(view).remapped.put(from, to);
    }

    synchronized void reset(View view, Gfn gfn) {
        requireOwn(view);
        content(view).remapped.remove(gfn);
    }

    synchronized Gfn shown(View view, Gfn gfn) {
        return content(view).remapped.getOrDefault(gfn, gfn);
    }

    synchronized View require(View view) {
        content(view);
        return view;
    }

    private Content content(View view) {
        @Nullable Content content = views.get(view.value());
        if (content == null) {
            throw new IllegalArgumentException("there is no " + view);
        }
        return content;
    }

    private void requireOwn(View view) {
        content(view);
        if (view.equals(DEFAULT)) {
            throw new IllegalArgumentException("the default view stays as it is");
        }
    }
}
