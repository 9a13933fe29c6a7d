package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.TableNotes;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No program of our guests loads BPF, and none of their kernels does on its own: the table is empty and says why. */
final class BpfLiveTest {
    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void anEmptyTableSaysWhy(String guest) {
        TableNotes notes = new TableNotes();
        assertThat(LinuxGuest.rows(LiveGuests.recorded(guest), "bpf", notes))
                .as("BPF objects of %s", guest)
                .isEmpty();
        assertThat(notes.all())
                .as("notes of %s", guest)
                .containsExactly(
                        "no BPF programs are loaded: prog_idr is empty", "no BPF maps are loaded: map_idr is empty");
    }
}
