package dev.vmi4j.lab;

import dev.vmi4j.lab.archive.TarGz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The archive that a guest sent through its truth port. A byte that the port lost is noticed by gzip's checksum. */
final class TruthFile {

    private TruthFile() {}

    static Truth unpack(Path archive, GuestConsole console, Path folder) {
        try (var stream = Files.newInputStream(archive)) {
            TarGz.unpack(stream, folder);
            Files.writeString(folder.resolve(Truth.PROCESSES), console.processes(), StandardCharsets.ISO_8859_1);
            return new Truth(folder);
        } catch (IOException e) {
            throw new LabFileException(archive, "unpack", e);
        }
    }
}
