package dev.vmi4j.driver.dump;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.error.VmiException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the driver of an image file: unpacks, maps, asks the formats, decodes the registers. */
final class ImageOpener {
    private ImageOpener() {}

    static MemoryImage open(Path path, ImageOptions options) {
        ImageFile file = ImageFile.open(path, Unpacker.contentOf(path, options));
        try {
            return driver(file, formatOf(file, options).open(file, options));
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    private static ImageFormat formatOf(ImageFile file, ImageOptions options) {
        List<ImageFormat> formats = ImageFormat.all();
        return options.format().isPresent()
                ? named(file.path(), formats, options.format().get())
                : matching(file, formats);
    }

    private static ImageFormat named(Path path, List<ImageFormat> formats, String name) {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        path,
                        "there is no image format " + name + "; known are "
                                + formats.stream()
                                        .map(ImageFormat::name)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
    }

    private static ImageFormat matching(ImageFile file, List<ImageFormat> formats) {
        MemorySegment head = file.head();
        Optional<ImageFormat> fallback = Optional.empty();
        Optional<String> refused = Optional.empty();
        for (ImageFormat format : formats) {
            switch (format.probe(head)) {
                case Probe.Match _ -> {
                    return format;
                }
                case Probe.Fallback _ -> fallback = Optional.of(format);
                case Probe.Refused(String reason) -> refused = Optional.of(reason);
                case Probe.NoMatch _ -> {}
            }
        }
        if (refused.isPresent()) {
            throw new ImageException(file.path(), refused.get());
        }
        return fallback.orElseThrow(() -> new ImageException(file.path(), "is no memory image of a known format"));
    }

    private static MemoryImage driver(ImageFile file, ImageContent content) {
        List<String> remarks = new ArrayList<>(content.info().remarks());
        SortedMap<VcpuId, Registers> registers = registers(content, remarks);
        var image = new ImageOfMemory(file, content.memory(), content.info().withRemarks(remarks));
        return registers.isEmpty() ? image : new ImageWithRegisters(image, registers);
    }

    private static SortedMap<VcpuId, Registers> registers(ImageContent content, List<String> remarks) {
        SortedMap<VcpuId, Registers> decoded = new TreeMap<>();
        if (content.info().elfMachine().isEmpty() || content.registerNotes().isEmpty()) {
            return decoded;
        }
        int machine = content.info().elfMachine().getAsInt();
        Optional<ArchitectureProvider> provider = ArchitectureProvider.forElfMachine(machine);
        if (provider.isEmpty()) {
            remarks.add("registers of ELF machine " + machine + " are there, and no module here decodes them");
            return decoded;
        }
        for (int i = 0; i < content.registerNotes().size(); i++) {
            decode(provider.get(), new VcpuId(i), content.registerNotes().get(i), decoded, remarks);
        }
        return decoded;
    }

    private static void decode(
            ArchitectureProvider provider,
            VcpuId vcpu,
            List<RegisterNote> notes,
            SortedMap<VcpuId, Registers> decoded,
            List<String> remarks) {
        try {
            provider.registers(notes)
                    .ifPresentOrElse(
                            registers -> decoded.put(vcpu, registers),
                            () -> remarks.add("the notes of " + vcpu + " say too little about its registers"));
        } catch (VmiException e) {
            remarks.add("the registers of " + vcpu + " cannot be decoded: " + e.getMessage());
        }
    }
}
