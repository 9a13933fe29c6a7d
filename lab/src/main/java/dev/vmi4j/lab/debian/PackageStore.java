package dev.vmi4j.lab.debian;

import dev.vmi4j.lab.HostCommandException;
import dev.vmi4j.lab.LabFileException;
import dev.vmi4j.lab.LabHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Debian packages, fetched once and unpacked into folders of the lab. One thread of one process at a time fetches; others
 * wait for it.
 */
public final class PackageStore {

    /** A file lock is the whole process's, so threads of this one must take turns before they ask for it. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private final LabHome home;
    private final Supplier<String> mirror;
    private final Consumer<String> log;

    /**
     * A store in a home.
     *
     * @param home where packages are kept
     * @param mirror the mirror's address, asked for when a package has to be looked up
     * @param log where to tell what is fetched
     */
    public PackageStore(LabHome home, Supplier<String> mirror, Consumer<String> log) {
        this.home = home;
        this.mirror = mirror;
        this.log = log;
    }

    /**
     * The newest package whose name matches, unpacked.
     *
     * @param suite the suite
     * @param architecture the architecture
     * @param name the pattern of the name
     * @return the folder with the package's files; empty if no name matches
     * @throws HostCommandException if apt or dpkg fails
     */
    public Optional<Path> fetch(String suite, String architecture, Pattern name) {
        TURN.lock();
        try {
            return fetchInTurn(suite, architecture, name);
        } finally {
            TURN.unlock();
        }
    }

    private Optional<Path> fetchInTurn(String suite, String architecture, Pattern name) {
        var lock = home.folder().resolve("lock");
        try (var file = FileChannel.open(inHome(lock), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = file.lock()) {
            return fetchAlone(suite, architecture, name);
        } catch (IOException e) {
            throw new LabFileException(lock, "lock", e);
        }
    }

    private Path inHome(Path file) {
        home.folder(new String[0]);
        return file;
    }

    private Optional<Path> fetchAlone(String suite, String architecture, Pattern name) {
        var source = new AptSource(home.folder("apt", suite + "-" + architecture), mirror.get(), suite, architecture);
        source.prepare();
        return source.newest(name).map(found -> unpacked(source, found));
    }

    private Path unpacked(AptSource source, String name) {
        var file = source.fileName(name);
        var target = home.folder("unpacked").resolve(file.substring(0, file.length() - ".deb".length()));
        if (Files.isDirectory(target)) return target;
        return unpack(downloaded(source, name, file), target);
    }

    private Path downloaded(AptSource source, String name, String file) {
        var folder = home.folder("packages");
        if (Files.exists(folder.resolve(file))) return folder.resolve(file);
        log.accept("fetching " + file);
        try {
            source.download(name, folder);
        } catch (HostCommandException _) {
            // The mirror has moved on since the lists were fetched.
            source.update();
            source.download(name, folder);
        }
        return folder.resolve(source.fileName(name));
    }

    private static Path unpack(Path deb, Path target) {
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        HostCommand.of(List.of("dpkg", "-x", deb.toString(), partial.toString()))
                .run();
        try {
            return Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LabFileException(target, "move an unpacked package to", e);
        }
    }
}
