package dev.vmi4j.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * How to make a guest: which kernel, on which machine.
 *
 * <p>A recipe is a file of properties with these keys; those with a default may be left out.
 *
 * @param name the file's name without its ending
 * @param description what the guest exercises, in a few words
 * @param architecture the architecture as the distribution names it: {@code amd64}, {@code i386}, {@code arm64}
 * @param suite the distribution's suite that has the kernel: {@code bookworm}, {@code sid}
 * @param packages patterns of the packages with the kernel and its modules; of those that match, the newest is taken
 * @param qemu the QEMU program
 * @param machine QEMU's machine
 * @param cpu QEMU's CPU with its features
 * @param memoryMib the guest's memory in MiB ({@code memory})
 * @param vcpus the number of virtual CPUs
 * @param commandLine what the kernel is told beyond the console ({@code command-line})
 * @param console the guest's serial port for the console
 * @param truthPort the guest's serial port for what it tells about itself ({@code truth-port})
 * @param devices QEMU's arguments that connect {@code chardev:console} and {@code chardev:truth} to these ports
 * @param compilers C compilers for the architecture; the first that works builds the workload
 * @param modules kernel modules to load, none of which needs another
 * @param workload the modes in which the workload program is started
 * @param dropCaches whether the page cache is emptied before the guest is ready ({@code drop-caches})
 */
public record Recipe(
        String name,
        String description,
        String architecture,
        String suite,
        List<Pattern> packages,
        String qemu,
        String machine,
        String cpu,
        int memoryMib,
        int vcpus,
        String commandLine,
        String console,
        String truthPort,
        List<String> devices,
        List<String> compilers,
        List<String> modules,
        List<String> workload,
        boolean dropCaches) {

    private static final String MODULES = "dummy loop tun overlay nls_utf8 brd";
    private static final String WORKLOAD =
            "plain threads memory files net zombies stopped traced name creds spaces signals packets bpf grouped"
                    + " container swapped seccomp";

    /** Copies the lists. */
    public Recipe {
        packages = List.copyOf(packages);
        devices = List.copyOf(devices);
        compilers = List.copyOf(compilers);
        modules = List.copyOf(modules);
        workload = List.copyOf(workload);
    }

    /**
     * Reads a recipe.
     *
     * @param name the recipe's name
     * @param properties what its file says
     * @return the recipe
     * @throws RecipeException if a key is missing or its value makes no sense
     */
    public static Recipe of(String name, Properties properties) {
        var reader = new Reader(name, properties);
        return new Recipe(
                name,
                reader.text("description"),
                reader.text("architecture"),
                reader.text("suite"),
                reader.words("packages").stream().map(Pattern::compile).toList(),
                reader.text("qemu"),
                reader.text("machine"),
                reader.text("cpu"),
                reader.count("memory"),
                reader.count("vcpus"),
                reader.text("command-line", ""),
                reader.text("console"),
                reader.text("truth-port"),
                reader.words("devices"),
                reader.words("compilers"),
                words(reader.text("modules", MODULES)),
                words(reader.text("workload", WORKLOAD)),
                Boolean.parseBoolean(reader.text("drop-caches", "false")));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private record Reader(String recipe, Properties properties) {

        String text(String key) {
            var value = properties.getProperty(key);
            if (value == null || value.isBlank()) throw new RecipeException(recipe, "has no " + key);
            return value.strip();
        }

        String text(String key, String otherwise) {
            return properties.getProperty(key, otherwise).strip();
        }

        List<String> words(String key) {
            return Recipe.words(text(key));
        }

        int count(String key) {
            try {
                var count = Integer.parseInt(text(key));
                if (count > 0) return count;
            } catch (NumberFormatException _) {
                // told below
            }
            throw new RecipeException(recipe, key + " is not a positive number: " + text(key));
        }
    }
}
