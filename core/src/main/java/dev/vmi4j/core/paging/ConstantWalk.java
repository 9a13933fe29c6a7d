package dev.vmi4j.core.paging;

import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.invoke.MethodHandles;

/**
 * The walk of a paging mode that it takes from its class data; {@link TableWalk#of} makes a class of it for each mode.
 * Present and reserved bits are checked together; what is wrong with an address is found out by the slow path. Levels that
 * the mode lacks fold away.
 */
final class ConstantWalk extends TableWalk {
    private static final WalkPlan PLAN = plan();
    private static final WalkStep FIRST = PLAN.first();
    private static final WalkStep SECOND = PLAN.second();
    private static final WalkStep THIRD = PLAN.third();
    private static final WalkStep FOURTH = PLAN.fourth();
    private static final WalkStep FIFTH = PLAN.fifth();

    ConstantWalk() {}

    @Override
    long walk(PhysicalMemory memory, long root, long va) {
        if ((va - PLAN.firstCanonical() & PLAN.beyondCanonical()) != 0) {
            return -1;
        }
        long entry = entry(memory, root, FIRST, va);
        if (!FIRST.leadsOn(entry)) {
            return FIRST.pageOf(entry, va);
        }
        entry = entry(memory, FIRST.tableOf(entry), SECOND, va);
        if (!SECOND.leadsOn(entry)) {
            return SECOND.pageOf(entry, va);
        }
        entry = entry(memory, SECOND.tableOf(entry), THIRD, va);
        if (!THIRD.leadsOn(entry)) {
            return THIRD.pageOf(entry, va);
        }
        entry = entry(memory, THIRD.tableOf(entry), FOURTH, va);
        if (!FOURTH.leadsOn(entry)) {
            return FOURTH.pageOf(entry, va);
        }
        entry = entry(memory, FOURTH.tableOf(entry), FIFTH, va);
        return FIFTH.leadsOn(entry) ? -1 : FIFTH.pageOf(entry, va);
    }

    private static long entry(PhysicalMemory memory, long table, WalkStep step, long va) {
        return memory.entryOrZero(table, va >>> step.shift() & step.offset(), PLAN.entrySize());
    }

    private static WalkPlan plan() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), "_", WalkPlan.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
