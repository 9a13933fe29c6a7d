package dev.vmi4j.lab;

import dev.vmi4j.lab.archive.TarGz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What was recorded of a guest: images of one moment, what the guest said about itself just before, and what QEMU says
 * about it.
 *
 * @param folder the folder
 */
public record GuestFolder(Path folder) {

    /** The file that is written last. */
    static final String RECIPE = "recipe.properties";

    /** The oracle's file with translations of single addresses, where QEMU does not list all mappings. */
    public static final String TRANSLATIONS = "gva2gpa.txt";

    /**
     * Unpacks what is bundled beside a sample image: everything of a recording but the images.
     *
     * @param archive the sample's {@code .truth.tar.gz}
     * @param folder the folder to unpack into
     * @return the recording, without images
     * @throws LabFileException if the archive cannot be unpacked
     */
    public static GuestFolder unpack(Path archive, Path folder) {
        try (var stream = Files.newInputStream(archive)) {
            TarGz.unpack(stream, folder);
            return new GuestFolder(folder);
        } catch (IOException e) {
            throw new LabFileException(archive, "unpack", e);
        }
    }

    /**
     * The image in a format.
     *
     * @param format the format
     * @return the image's file
     */
    public Path image(DumpFormat format) {
        return folder.resolve(format.fileName());
    }

    /**
     * What the guest said about itself.
     *
     * @return the truth
     */
    public Truth truth() {
        return new Truth(folder.resolve("truth"));
    }

    /**
     * The folder with QEMU's answers: {@code info-tlb-cpu0.txt}, {@code info-registers.txt}, {@code info-mtree.txt},
     * ...
     *
     * @return the folder
     */
    public Path oracle() {
        return folder.resolve("oracle");
    }

    /**
     * What the guest printed on its console.
     *
     * @return the file
     */
    public Path console() {
        return folder.resolve("console.log");
    }

    /**
     * The file with the {@link MemoryMap} of the raw image.
     *
     * @return the file
     */
    public Path memoryMap() {
        return folder.resolve("memory-map.txt");
    }

    /**
     * Whether a recording is there. It is put there whole.
     *
     * @return true if it is
     */
    public boolean exists() {
        return Files.exists(folder.resolve(RECIPE));
    }

    /**
     * How the guest was made: the recipe's words, the kernel's packages, QEMU's version.
     *
     * @return the properties
     * @throws LabFileException if they cannot be read
     */
    public Properties recipe() {
        var file = folder.resolve(RECIPE);
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new LabFileException(file, "read", e);
        }
        return properties;
    }
}
