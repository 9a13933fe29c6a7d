package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.DescribesFrames;
import dev.vmi4j.core.os.DescribesFrames.FrameOwner;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import dev.vmi4j.tools.search.Haystack;
import dev.vmi4j.tools.search.Match;
import dev.vmi4j.tools.search.MemorySearch;
import dev.vmi4j.tools.search.Needle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches of real guests for what the workload put into its memory, with whose memory the hits lie in. */
@Covers("search")
final class SearchLiveTest {
    private static final String MARKER = "VMI4J-HEAP-MARKER-";

    static Stream<String> guests() {
        List<String> guests = LinuxGuest.NAMES.stream()
                .filter(guest -> !LinuxGuest.isI386(guest))
                .toList();
        LiveGuests.prefetch(guests);
        return guests.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void markersAreFoundInTheHeapsOfTheirProcesses(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        TableNotes notes = new TableNotes();
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.RAW), ImageOptions.DEFAULT)) {
            GuestSystem system = LinuxGuest.system(image);
            var owners = ((DescribesFrames) system).frameOwners(notes);
            for (long pid : workload(truth)) {
                Needle needle = Needle.bytes((MARKER + pid + "\0").getBytes(StandardCharsets.US_ASCII));
                GuestProcess process = system.process(pid).orElseThrow();
                AddressSpace space = process.addressSpace().orElseThrow();
                List<Long> here = search(Haystack.virtual(space, va -> va.value() >= 0), needle, notes);
                assertThat(here).as("marker of process %d of %s", pid, guest).hasSize(1);
                assertThat(process.region(new Va(here.getFirst())).orElseThrow().name())
                        .contains("[heap]");
                long pa = space.translate(here.getFirst());
                assertThat(search(Haystack.physical(image.memory()), needle, notes))
                        .as("marker of process %d in the memory of %s", pid, guest)
                        .contains(pa);
                assertThat(owners.of(new Pa(pa)))
                        .as("owners of the marker of process %d of %s", pid, guest)
                        .anySatisfy(owner -> {
                            assertThat(owner.pid()).hasValue(pid);
                            assertThat(owner.va()).isEqualTo(new Va(here.getFirst()));
                            assertThat(owner.what()).isEqualTo("[heap]");
                        })
                        .extracting(FrameOwner::what)
                        .contains("anonymous memory");
            }
            assertThat(notes.all()).as("notes of %s", guest).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("guests")
    void theKernelsBannerAndACachedFileHaveTheirOwners(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        TableNotes notes = new TableNotes();
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.RAW), ImageOptions.DEFAULT)) {
            GuestSystem system = LinuxGuest.system(image);
            var owners = ((DescribesFrames) system).frameOwners(notes);
            assertThat(whats(image, "nobody can open me\n\0", owners))
                    .as("the deleted file of %s", guest)
                    .anyMatch(what -> what.startsWith("file ") && what.contains("deleted file"));
            assertThat(whats(image, system.information() + "\n\0", owners))
                    .as("the banner of %s", guest)
                    .contains("kernel linux_banner");
        }
    }

    private static Set<String> whats(MemoryImage image, String text, DescribesFrames.FrameOwners owners) {
        TreeSet<String> whats = new TreeSet<>();
        Needle needle = Needle.bytes(text.getBytes(StandardCharsets.UTF_8));
        search(Haystack.physical(image.memory()), needle, new TableNotes())
                .forEach(pa -> owners.of(new Pa(pa)).forEach(owner -> whats.add(owner.what())));
        return whats;
    }

    private static List<Long> search(Haystack haystack, Needle needle, TableNotes notes) {
        try (Stream<Match> matches = MemorySearch.search(haystack, needle, notes)) {
            return matches.map(Match::address).toList();
        }
    }

    /** The processes that wrote a marker of their own, which are those that the shell started. */
    private static List<Long> workload(Truth truth) {
        return truth.toldPids().stream()
                .filter(truth.pids()::contains)
                .filter(pid ->
                        LinuxGuest.told(truth, "proc/" + pid + "/cmdline").startsWith("workload\0"))
                .filter(pid -> LinuxGuest.told(truth, "proc/" + pid + "/stat").contains(") S 1 "))
                .map(Integer::longValue)
                .toList();
    }
}
