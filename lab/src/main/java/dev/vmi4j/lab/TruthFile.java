package dev.vmi4j.lab;

import dev.vmi4j.lab.archive.TarGz;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The archive that a guest sent through its truth port. A byte that the port lost is noticed by gzip's checksum. */
final class TruthFile {

    private TruthFile() {}

    static Truth unpack(Path archive, GuestConsole console, Path folder) {
        try (var stream = Files.newInputStream(archive)) {
            TarGz.unpack(stream, folder);
            Files.writeString(folder.resolve(Truth.PROCESSES), console.processes(), StandardCharsets.ISO_8859_1);
            return checked(new Truth(folder), console);
        } catch (EOFException | ZipException e) {
            throw new GuestException(console.guest(), "told only a part about itself (" + e + ")", console.text());
        } catch (IOException e) {
            throw new LabFileException(archive, "unpack", e);
        }
    }

    /** A guest whose memory was too small has lost processes, and files that it could not store, without a word on its console. */
    private static Truth checked(Truth truth, GuestConsole console) {
        if (truth.text("dmesg.txt").contains("Out of memory: Killed process"))
            throw new GuestException(console.guest(), "ran out of memory; give it more", console.text());
        return truth;
    }
}
