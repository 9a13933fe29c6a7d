package dev.vmi4j.driver.qemu.ram;

import dev.vmi4j.driver.qemu.qmp.Json;
import dev.vmi4j.driver.qemu.qmp.QmpClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** QEMU's process on this host, as {@code /proc} shows it. */
final class HostProcess {
    private static final String DELETED = " (deleted)";

    private final Path folder;

    HostProcess(Path folder) {
        this.folder = folder;
    }

    /** The process whose thread QEMU says runs the first virtual CPU; empty when it is not on this host. */
    static Optional<HostProcess> of(QmpClient qmp) {
        return qmp.execute("query-cpus-fast").asList().stream()
                .map(Json::asObject)
                .flatMap(cpu -> cpu.find("thread-id").stream())
                .map(Json::asLong)
                .findFirst()
                .flatMap(HostProcess::ofThread);
    }

    private static Optional<HostProcess> ofThread(long thread) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(thread), "status"))) {
                if (line.startsWith("Tgid:")) {
                    return Optional.of(new HostProcess(
                            Path.of("/proc", line.substring("Tgid:".length()).strip())));
                }
            }
            return Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    String id() {
        return String.valueOf(folder.getFileName());
    }

    List<HostMapping> mappings() throws IOException {
        return HostMapping.parse(Files.readAllLines(folder.resolve("maps"), StandardCharsets.ISO_8859_1));
    }

    FileChannel memory() throws IOException {
        return FileChannel.open(folder.resolve("mem"), StandardOpenOption.READ);
    }

    /** Opens the file behind a mapping: by its name, as QEMU sees it, or by a descriptor that QEMU holds. */
    FileChannel open(HostMapping mapping, OpenOption... how) throws IOException {
        IOException last = new IOException("no file of QEMU's has the number " + mapping.inode());
        for (Path candidate : candidates(mapping)) {
            try {
                if (isFile(candidate, mapping.inode())) {
                    return FileChannel.open(candidate, how);
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private List<Path> candidates(HostMapping mapping) throws IOException {
        List<Path> all = new ArrayList<>();
        if (mapping.path().startsWith("/") && !mapping.path().endsWith(DELETED)) {
            all.add(Path.of(mapping.path()));
            all.add(Path.of(folder + "/root" + mapping.path()));
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder.resolve("fd"))) {
            descriptors.forEach(all::add);
        } catch (IOException e) {
            if (all.isEmpty()) {
                throw e;
            }
        }
        return all;
    }

    private static boolean isFile(Path path, long inode) throws IOException {
        return Files.exists(path) && Files.getAttribute(path, "unix:ino") instanceof Long number && number == inode;
    }
}
