package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Console;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.table.TableSchema;
import java.util.Comparator;
import java.util.List;

/**
 * Where a command runs.
 *
 * @param console takes its answer
 * @param opener opens images
 * @param systems the operating system layers
 */
public record Context(Console console, Opener opener, List<GuestSystemProvider> systems) {
    /** Copies the list. */
    public Context {
        systems = List.copyOf(systems);
    }

    /**
     * The tables that guests have, as far as that is known without one.
     *
     * @return sorted by name
     */
    public List<TableSchema> schemas() {
        return systems.stream()
                .map(GuestSystemProvider::schemas)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(TableSchema::name))
                .toList();
    }
}
