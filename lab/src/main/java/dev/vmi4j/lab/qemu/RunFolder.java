package dev.vmi4j.lab.qemu;

import dev.vmi4j.lab.LabFileException;
import dev.vmi4j.lab.archive.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The private folders of one run of QEMU, which only this user may enter.
 *
 * @param files the folder for small files and the socket, whose path has to be short
 * @param memory the folder for the guest's RAM
 */
public record RunFolder(Path files, Path memory) {

    private static final String PREFIX = "vmi4j-lab";
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /**
     * Makes the folders; RAM goes to the host's memory file system if it has room for it.
     *
     * @param ram the size of the guest's RAM in bytes
     * @return the folders
     * @throws LabFileException if they cannot be made
     */
    public static RunFolder make(long ram) {
        try {
            var files = Files.createTempDirectory(PREFIX);
            return new RunFolder(files, hasRoom(ram) ? Files.createTempDirectory(SHARED_MEMORY, PREFIX) : files);
        } catch (IOException e) {
            throw new LabFileException(Path.of(System.getProperty("java.io.tmpdir")), "make a folder in", e);
        }
    }

    private static boolean hasRoom(long ram) throws IOException {
        return Files.isWritable(SHARED_MEMORY)
                && Files.getFileStore(SHARED_MEMORY).getUsableSpace() > 2 * ram;
    }

    /**
     * The guest's RAM as a file that changes while the guest runs.
     *
     * @return the file
     */
    public Path ram() {
        return memory.resolve("ram");
    }

    /**
     * The monitor's UNIX socket.
     *
     * @return the socket
     */
    public Path monitor() {
        return files.resolve("qmp");
    }

    /**
     * What the guest prints on its console.
     *
     * @return the file
     */
    public Path console() {
        return files.resolve("console");
    }

    /**
     * The UNIX socket to type on the guest's console.
     *
     * @return the socket
     */
    public Path keyboard() {
        return files.resolve("keyboard");
    }

    /**
     * What the guest sends about itself.
     *
     * @return the file
     */
    public Path truth() {
        return files.resolve("truth");
    }

    /**
     * What QEMU itself prints.
     *
     * @return the file
     */
    public Path messages() {
        return files.resolve("messages");
    }

    /**
     * The file system that the guest boots from.
     *
     * @return the file
     */
    public Path initrd() {
        return files.resolve("initrd");
    }

    /**
     * Deletes the folders and what is in them.
     *
     * @throws LabFileException if that fails
     */
    public void delete() {
        delete(files);
        delete(memory);
    }

    private static void delete(Path folder) {
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            throw new LabFileException(folder, "delete", e);
        }
    }
}
