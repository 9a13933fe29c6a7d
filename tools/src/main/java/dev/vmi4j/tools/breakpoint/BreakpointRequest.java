package dev.vmi4j.tools.breakpoint;

import java.util.function.Predicate;

/**
 * A breakpoint that somebody wants.
 *
 * @param owner who, for statistics
 * @param place where
 * @param scope in which address spaces
 * @param condition whether a hit counts; evaluated while the virtual CPU stands at the breakpoint
 */
public record BreakpointRequest(String owner, Place place, Scope scope, Predicate<Hit> condition) {
    /**
     * A breakpoint in every address space.
     *
     * @param owner who wants it
     * @param place where
     * @return the request
     */
    public static BreakpointRequest of(String owner, Place place) {
        return new BreakpointRequest(owner, place, Scope.everywhere(), _ -> true);
    }

    /**
     * The same request in another scope.
     *
     * @param other in which address spaces
     * @return a copy
     */
    public BreakpointRequest in(Scope other) {
        return new BreakpointRequest(owner, place, other, condition);
    }

    /**
     * The same request with one more condition.
     *
     * @param other whether a hit counts
     * @return a copy
     */
    public BreakpointRequest when(Predicate<Hit> other) {
        return new BreakpointRequest(owner, place, scope, condition.and(other));
    }
}
