package dev.vmi4j.acceptance.live;

import dev.vmi4j.lab.LabGuest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A guest that a test looks at while it runs.
 *
 * @param name for people, and for the property {@code vmi4j.live.running}
 * @param recipe the lab's recipe
 * @param changes values in the place of the recipe's
 */
record RunningGuest(String name, String recipe, Map<String, String> changes) {
    private static final String ASKED = System.getProperty("vmi4j.live.running", "");

    /** Changes are written {@code key=value}. */
    static RunningGuest of(String name, String recipe, String... changes) {
        return new RunningGuest(
                name,
                recipe,
                Arrays.stream(changes)
                        .map(change -> change.split("=", 2))
                        .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1])));
    }

    /** The guests that the property names, {@code all} of them, or the usual ones. */
    static Stream<RunningGuest> chosen(List<RunningGuest> usual, List<RunningGuest> others) {
        if (ASKED.isEmpty()) {
            return usual.stream();
        }
        List<String> names = List.of(ASKED.split(","));
        return Stream.concat(usual.stream(), others.stream())
                .filter(guest -> ASKED.equals("all") || names.contains(guest.name()));
    }

    /** Boots it, to be closed by the caller. */
    LabGuest boot() {
        return LiveGuests.running(recipe, changes);
    }

    @Override
    public String toString() {
        return name;
    }
}
