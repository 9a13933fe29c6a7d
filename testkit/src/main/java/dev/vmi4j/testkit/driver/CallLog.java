package dev.vmi4j.testkit.driver;

import dev.vmi4j.core.error.VmiException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers calls and makes the n-th of a kind fail. Thread-safe. */
final class CallLog {
    private final List<Call> calls = new ArrayList<>();
    private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
    private final Map<Operation, Map<Integer, VmiException>> failures = new EnumMap<>(Operation.class);

    synchronized void fail(Operation operation, int nth, VmiException failure) {
        if (nth < 1) {
            throw new IllegalArgumentException("calls are counted from 1, not " + nth);
        }
        failures.computeIfAbsent(operation, _ -> new HashMap<>()).put(counts.getOrDefault(operation, 0) + nth, failure);
    }

    synchronized void record(Call call) {
        calls.add(call);
        int nth = counts.merge(call.operation(), 1, Integer::sum);
        VmiException failure = failures.getOrDefault(call.operation(), Map.of()).get(nth);
        if (failure != null) {
            throw failure;
        }
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized void clear() {
        calls.clear();
    }
}
