package dev.vmi4j.lab.debian;

import dev.vmi4j.lab.HostCommandException;
import dev.vmi4j.lab.LabFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One suite of Debian for one architecture, seen through the host's apt with lists and state in a folder of the lab's
 * own: the host's packages are neither looked at nor changed.
 */
final class AptSource {

    private static final Path KEYS = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
    private static final Pattern OFFER = Pattern.compile("(?m)^'([^']+)' (\\S+\\.deb) ");

    private final Path folder;
    private final List<String> options;

    /**
     *
     * @param folder the folder for lists and state
     * @param mirror the mirror's address
     * @param suite the suite
     * @param architecture the architecture
     */
    AptSource(Path folder, String mirror, String suite, String architecture) {
        this.folder = folder;
        this.options = options(folder, architecture);
        var keys = Files.exists(KEYS) ? "[signed-by=" + KEYS + "] " : "";
        write("sources.list", "deb " + keys + mirror + " " + suite + " main\n");
        write("status", "");
        makeFolder("lists/partial");
        makeFolder("archives/partial");
    }

    private static List<String> options(Path folder, String architecture) {
        var options = new ArrayList<String>();
        List.of(
                        "Dir::Etc::SourceList=" + folder.resolve("sources.list"),
                        "Dir::Etc::SourceParts=-",
                        "Dir::State=" + folder,
                        "Dir::State::Lists=" + folder.resolve("lists"),
                        "Dir::State::status=" + folder.resolve("status"),
                        "Dir::Cache=" + folder,
                        "APT::Architecture=" + architecture,
                        "APT::Architectures::=" + architecture,
                        "APT::Sandbox::User=root",
                        "Acquire::Languages=none")
                .forEach(option -> options.addAll(List.of("-o", option)));
        return List.copyOf(options);
    }

    private void makeFolder(String name) {
        try {
            Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new LabFileException(folder.resolve(name), "make the folder", e);
        }
    }

    private void write(String name, String text) {
        makeFolder("");
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new LabFileException(folder.resolve(name), "write", e);
        }
    }

    /** Fetches the lists if there are none yet. */
    void prepare() {
        if (!Files.exists(folder.resolve("updated"))) update();
    }

    /** Fetches the lists anew. */
    void update() {
        apt("apt-get", "update", "--error-on=any").run();
        write("updated", "");
    }

    /** The newest package whose name matches. */
    Optional<String> newest(Pattern name) {
        return apt("apt-cache", "pkgnames")
                .run()
                .lines()
                .filter(name.asMatchPredicate())
                .max(VersionOrder.INSTANCE);
    }

    /** The file name that the package's newest version will have. */
    String fileName(String name) {
        var offer = apt("apt-get", "download", "--print-uris", name);
        var output = offer.run();
        var match = OFFER.matcher(output);
        if (match.find()) return match.group(2);
        throw new HostCommandException(offer.words(), "offers no package", output, null);
    }

    /** Downloads the package's newest version into a folder. */
    void download(String name, Path target) {
        apt("apt-get", "download", name).in(target).run();
    }

    private HostCommand apt(String program, String... arguments) {
        var words = new ArrayList<String>();
        words.add(program);
        words.addAll(options);
        words.addAll(List.of(arguments));
        return HostCommand.of(words);
    }
}
