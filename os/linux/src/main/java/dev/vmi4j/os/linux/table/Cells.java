package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.os.linux.kernel.process.Evidence;
import dev.vmi4j.os.linux.kernel.process.SchedulingPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Cells of values that may be absent. */
final class Cells {
    private Cells() {}

    static Cell text(Optional<String> value) {
        return value.map(Cell::of).orElse(Cell.NONE);
    }

    static Cell number(OptionalLong value) {
        return value.isPresent() ? Cell.of(value.getAsLong()) : Cell.NONE;
    }

    static Cell number(Optional<Long> value) {
        return value.map(Cell::of).orElse(Cell.NONE);
    }

    static Cell address(Optional<Long> value) {
        return value.<Cell>map(Cell.Address::new).orElse(Cell.NONE);
    }

    static Cell texts(List<?> values) {
        return Cell.of(values.stream().map(String::valueOf).toList());
    }

    static Cell evidence(Set<Evidence> found) {
        return texts(List.copyOf(sorted(found)));
    }

    static Cell policy(SchedulingPolicy policy) {
        return Cell.of(policy.name().toLowerCase(Locale.ROOT));
    }

    private static Collection<Evidence> sorted(Set<Evidence> found) {
        return found.stream().sorted().toList();
    }
}
