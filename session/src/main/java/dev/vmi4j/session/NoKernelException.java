package dev.vmi4j.session;

import dev.vmi4j.core.error.VmiException;
import java.util.List;

/** A kernel is needed, and none was found in the source. */
public final class NoKernelException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    /**
     * Creates the error.
     *
     * @param source what was searched
     * @param reasons what each operating system layer said, beginning with its name
     */
    public NoKernelException(String source, List<String> reasons) {
        super("no kernel was found in " + source + " (" + String.join("; ", reasons) + ")");
        this.reasons = List.copyOf(reasons);
    }

    /**
     * Why each operating system layer found nothing.
     *
     * @return one sentence of each, beginning with its name
     */
    public List<String> reasons() {
        return reasons;
    }
}
