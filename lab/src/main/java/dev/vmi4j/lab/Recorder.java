package dev.vmi4j.lab;

import dev.vmi4j.lab.archive.FileTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a {@link GuestFolder}.
 *
 * @param guest the paused guest
 * @param console what it printed
 * @param packages the unpacked packages that it was made of
 */
record Recorder(LabGuest guest, String console, List<Path> packages) {

    /** Questions about the whole guest, by the file for the answer. */
    private static final Map<String, String> QUESTIONS = Map.of(
            "info-registers.txt", "info registers -a",
            "info-mtree.txt", "info mtree -f",
            "info-cpus.txt", "info cpus",
            "info-version.txt", "info version");

    private static final Pattern CR4 = Pattern.compile("\\bCR4=([0-9a-f]{8})");
    private static final long CR4_LA57 = 1 << 12;

    private static final String UNKNOWN = "unknown command";

    void record(GuestFolder target) {
        var partial =
                new GuestFolder(target.folder().resolveSibling(target.folder().getFileName() + ".partial"));
        try {
            FileTrees.delete(partial.folder());
            Files.createDirectories(partial.oracle());
            write(partial);
            FileTrees.delete(target.folder());
            Files.move(partial.folder(), target.folder());
        } catch (IOException e) {
            throw new LabFileException(target.folder(), "record into", e);
        }
    }

    private void write(GuestFolder folder) throws IOException {
        for (var format : DumpFormat.values()) guest.dump(format, folder.image(format));
        Files.writeString(folder.memoryMap(), guest.memoryMap().text());
        writeOracle(folder.oracle());
        FileTrees.copy(guest.truth().folder(), folder.truth().folder());
        Files.writeString(folder.console(), console, StandardCharsets.ISO_8859_1);
        Files.writeString(folder.folder().resolve(GuestFolder.RECIPE), recipe());
    }

    private void writeOracle(Path folder) throws IOException {
        for (var question : QUESTIONS.entrySet())
            Files.writeString(folder.resolve(question.getKey()), guest.qmp().hmp(question.getValue()));
        for (int vcpu = 0; vcpu < guest.recipe().vcpus(); vcpu++) writeVcpuAnswers(folder, vcpu);
        if (guest.qmp().hmp("info tlb").startsWith(UNKNOWN))
            new TranslationOracle(guest, console).write(folder.resolve(GuestFolder.TRANSLATIONS));
    }

    private void writeVcpuAnswers(Path folder, int vcpu) throws IOException {
        writeVcpuAnswer(folder, "tlb", vcpu);
        if (!hasFiveLevels(guest.qmp().hmp("info registers", vcpu))) writeVcpuAnswer(folder, "mem", vcpu);
    }

    /** Under 5-level paging QEMU 7.2 takes minutes for {@code info mem} and then says nothing. */
    static boolean hasFiveLevels(String registers) {
        var cr4 = CR4.matcher(registers);
        return cr4.find() && (Long.parseUnsignedLong(cr4.group(1), 16) & CR4_LA57) != 0;
    }

    /** QEMU knows these questions for x86 alone. */
    private void writeVcpuAnswer(Path folder, String question, int vcpu) throws IOException {
        var answer = guest.qmp().hmp("info " + question, vcpu);
        if (answer.startsWith(UNKNOWN)) return;
        Files.writeString(folder.resolve("info-" + question + "-cpu" + vcpu + ".txt"), answer);
    }

    private String recipe() {
        var recipe = guest.recipe();
        var lines = new TreeMap<>(Map.of(
                "name", recipe.name(),
                "description", recipe.description(),
                "architecture", recipe.architecture(),
                "qemu", recipe.qemu(),
                "machine", recipe.machine(),
                "cpu", recipe.cpu(),
                "memory", Integer.toString(recipe.memoryMib()),
                "vcpus", Integer.toString(recipe.vcpus()),
                "command-line", recipe.commandLine()));
        lines.put(
                "packages",
                packages.stream().map(Path::getFileName).map(String::valueOf).collect(Collectors.joining(" ")));
        lines.put("qemu-version", guest.qmp().hmp("info version").strip());
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
