package dev.vmi4j.core.paging;

import java.util.List;

/**
 * What the walk of a mode must know, as constants.
 *
 * @param firstCanonical the first canonical address
 * @param beyondCanonical the bits of the distance from it that no canonical address has
 * @param entrySize 4 or 8 bytes
 * @param first the step at the root; the others follow
 * @param second below it
 * @param third below it
 * @param fourth below it
 * @param fifth below it
 */
record WalkPlan(
        long firstCanonical,
        long beyondCanonical,
        int entrySize,
        WalkStep first,
        WalkStep second,
        WalkStep third,
        WalkStep fourth,
        WalkStep fifth) {
    /** The most levels of any mode. */
    static final int LEVELS = 5;

    static WalkPlan of(PagingMode mode) {
        List<LevelLayout> levels = mode.levels();
        int entryShift = Integer.numberOfTrailingZeros(mode.entrySize());
        return new WalkPlan(
                mode.canonical().first(),
                mode.canonical().beyond(),
                mode.entrySize(),
                WalkStep.at(levels, 0, entryShift),
                WalkStep.at(levels, 1, entryShift),
                WalkStep.at(levels, 2, entryShift),
                WalkStep.at(levels, 3, entryShift),
                WalkStep.at(levels, 4, entryShift));
    }
}
