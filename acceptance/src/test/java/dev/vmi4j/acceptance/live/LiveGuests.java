package dev.vmi4j.acceptance.live;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Lab;
import dev.vmi4j.lab.LabGuest;
import dev.vmi4j.lab.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Boots the guests that live tests need, each once, two at a time, and records them below {@code target/live}. The
 * property {@code vmi4j.live} says whether: {@code auto} boots where QEMU is installed and else leaves the tests out with
 * a line that says so, {@code required} fails where it is not, {@code off} leaves them out. The property {@code
 * vmi4j.live.guests} names the guests that a developer wants to look at alone, separated by commas.
 */
final class LiveGuests {
    private static final String MODE = System.getProperty("vmi4j.live", "auto");
    private static final Path FOLDER = Path.of("target", "live").toAbsolutePath();
    private static final Map<String, CompletableFuture<GuestFolder>> RECORDINGS = new ConcurrentHashMap<>();
    private static final AtomicBoolean TOLD = new AtomicBoolean();
    private static final Lab LAB = Lab.open(System.getenv(), line -> System.out.println("lab: " + line));
    private static final ExecutorService BOOTS = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("boot-", 0).factory());

    private LiveGuests() {}

    /** Of some guests those that are asked for; all unless the property says otherwise. */
    static List<String> chosen(List<String> names) {
        List<String> wanted =
                List.of(System.getProperty("vmi4j.live.guests", "").split(","));
        return wanted.equals(List.of(""))
                ? names
                : names.stream().filter(wanted::contains).toList();
    }

    /** Begins to boot guests in the background, in this order, where live tests are wanted. */
    static void prefetch(List<String> names) {
        if (whyNot(names).isEmpty()) {
            for (String name : names) {
                var _ = recording(name);
            }
        }
    }

    /** The recording of a guest; waits until it is made. */
    static GuestFolder recorded(String name) {
        require(name);
        return recording(name).join();
    }

    /** A guest that runs and differs from its recipe in some values, to be closed by the caller. */
    static LabGuest running(String name, Map<String, String> changes) {
        require(name);
        return LAB.boot(LAB.recipes().get(name, changes));
    }

    private static void require(String name) {
        String reason = whyNot(List.of(name));
        if (!reason.isEmpty()) {
            tell(reason);
            abort(reason);
        }
    }

    private static String whyNot(List<String> names) {
        if (MODE.equals("off")) {
            return "live tests are off (vmi4j.live=off)";
        }
        List<String> missing = names.stream()
                .map(LiveGuests::recipe)
                .flatMap(recipe -> Lab.missingPrograms(recipe).stream())
                .distinct()
                .toList();
        return missing.isEmpty() || MODE.equals("required")
                ? ""
                : "live tests need " + String.join(", ", missing) + ", not installed here";
    }

    private static void tell(String reason) {
        if (TOLD.compareAndSet(false, true)) {
            System.out.println("LEFT OUT: " + reason);
        }
    }

    private static CompletableFuture<GuestFolder> recording(String name) {
        return RECORDINGS.computeIfAbsent(name, key -> CompletableFuture.supplyAsync(() -> record(key), BOOTS));
    }

    private static GuestFolder record(String name) {
        GuestFolder folder = new GuestFolder(FOLDER.resolve(name));
        if (Boolean.getBoolean("vmi4j.live.keep") && folder.exists()) {
            return folder;
        }
        try (var guest = LAB.boot(recipe(name))) {
            guest.pause();
            guest.record(folder);
        }
        return folder;
    }

    private static Recipe recipe(String name) {
        return LAB.recipes().get(name);
    }

    /** Deletes the recordings, after every boot that is still under way has ended. */
    static void clean() {
        BOOTS.close();
        if (RECORDINGS.isEmpty() || Boolean.getBoolean("vmi4j.live.keep") || !Files.exists(FOLDER)) {
            return;
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            files.sorted(Comparator.reverseOrder()).forEach(LiveGuests::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
