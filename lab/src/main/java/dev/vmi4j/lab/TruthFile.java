package dev.vmi4j.lab;

import dev.vmi4j.lab.archive.TarGz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The archive that a guest sent through its truth port. */
final class TruthFile {

    private TruthFile() {}

    /** Checks that the archive is what the guest sent, and unpacks it. */
    static Truth unpack(Path archive, GuestConsole console, Path folder) {
        try {
            var bytes = Files.readAllBytes(archive);
            check(bytes, console);
            TarGz.unpack(new ByteArrayInputStream(bytes), folder);
            Files.writeString(folder.resolve(Truth.PROCESSES), console.processes(), StandardCharsets.ISO_8859_1);
            return new Truth(folder);
        } catch (IOException e) {
            throw new LabFileException(archive, "unpack", e);
        }
    }

    private static void check(byte[] bytes, GuestConsole console) {
        var sent = console.truth();
        if (sent.size() != bytes.length || !sent.md5().equals(md5(bytes)))
            throw new GuestException(
                    console.guest(),
                    "sent " + sent.size() + " bytes of truth, but not these " + bytes.length,
                    console.text());
    }

    /** MD5 because busybox has it everywhere; it guards against a lossy serial port, not against a liar. */
    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
