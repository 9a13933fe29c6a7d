package dev.vmi4j.lab.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tar archives compressed by gzip. */
public final class TarGz {

    private static final int BUFFER = 1 << 16;

    private TarGz() {}

    /**
     * Unpacks an archive. A symbolic link becomes a file that holds its target, so that nothing here is ever followed
     * out of the folder.
     *
     * @param archive the archive
     * @param folder the folder to unpack into
     * @throws IOException if the archive is damaged, names a file outside of the folder, or cannot be unpacked
     */
    public static void unpack(InputStream archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(archive, BUFFER), StandardCharsets.UTF_8.name())) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) unpack(tar, entry, folder);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) throw new IOException("the archive has a file outside: " + entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        makeParent(target);
        if (entry.isSymbolicLink()) Files.writeString(target, entry.getLinkName());
        else Files.write(target, tar.readAllBytes());
    }

    private static void makeParent(Path file) throws IOException {
        var parent = file.getParent();
        if (parent != null) Files.createDirectories(parent);
    }

    /**
     * Packs files of a folder in the order of their names, with nothing about their owners and times: the same files
     * make the same archive.
     *
     * @param folder the folder
     * @param names files and folders in it that are packed
     * @param archive the archive to write
     * @throws IOException if a file cannot be read or the archive not be written
     */
    public static void pack(Path folder, Iterable<String> names, Path archive) throws IOException {
        try (var tar = new TarArchiveOutputStream(
                new GZIPOutputStream(Files.newOutputStream(archive), BUFFER), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var name : names) packAll(tar, folder, folder.resolve(name));
        }
    }

    private static void packAll(TarArchiveOutputStream tar, Path folder, Path start) throws IOException {
        try (var files = Files.walk(start)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList())
                packFile(tar, folder.relativize(file).toString(), file);
        }
    }

    private static void packFile(TarArchiveOutputStream tar, String name, Path file) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(Files.size(file));
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }
}
