package dev.vmi4j.lab.initrd;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a cpio archive in the format "newc", which the Linux kernel unpacks as its first file system ({@code
 * Documentation/driver-api/early-userspace/buffer-format.rst}). All files belong to root and have the time 0, so that
 * the same files always make the same archive.
 */
final class CpioWriter implements Closeable {

    private static final String MAGIC = "070701";
    private static final int HEADER = 110;
    private static final int ALIGNMENT = 4;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final byte[] NOTHING = {};

    private final OutputStream out;
    private int inode;

    CpioWriter(OutputStream out) {
        this.out = out;
    }

    void folder(String name) throws IOException {
        entry(name, FOLDER | 0755, NOTHING, 0, 0);
    }

    void file(String name, int permissions, byte[] content) throws IOException {
        entry(name, FILE | permissions, content, 0, 0);
    }

    void link(String name, String target) throws IOException {
        entry(name, LINK | 0777, target.getBytes(StandardCharsets.UTF_8), 0, 0);
    }

    void characterDevice(String name, int major, int minor) throws IOException {
        entry(name, CHARACTER_DEVICE | 0600, NOTHING, major, minor);
    }

    private void entry(String name, int mode, byte[] content, int major, int minor) throws IOException {
        var bytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
        out.write(header(++inode, mode, content.length, major, minor, bytes.length)
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        pad(HEADER + bytes.length);
        out.write(content);
        pad(content.length);
    }

    private static String header(int inode, int mode, int size, int major, int minor, int nameSize) {
        int[] fields = {inode, mode, 0, 0, 1, 0, size, 0, 0, major, minor, nameSize, 0};
        var text = new StringBuilder(MAGIC);
        for (int field : fields) text.append(String.format("%08x", field));
        return text.toString();
    }

    private void pad(int written) throws IOException {
        out.write(new byte[Math.floorMod(-written, ALIGNMENT)]);
    }

    @Override
    public void close() throws IOException {
        entry("TRAILER!!!", 0, NOTHING, 0, 0);
        out.close();
    }
}
