package dev.vmi4j.session;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.driver.dump.ImageException;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.driver.dump.MemoryMap;
import dev.vmi4j.driver.dump.Progress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Opens image files. */
final class Images {
    private Images() {}

    static Session open(Path path, OpenOptions options, Map<String, String> environment, Progress progress) {
        SessionStore store = store(path, options, environment);
        MemoryImage image = placed(path, options, store, progress);
        try {
            return Session.over(image, architectures(image.info().elfMachine()), GuestSystemProvider.all(), store)
                    .withSymbolFiles(options.symbolFiles());
        } catch (Throwable e) {
            image.close();
            throw e;
        }
    }

    /** A raw image of which nobody says where it lies is asked itself. */
    private static MemoryImage placed(Path path, OpenOptions options, SessionStore store, Progress progress) {
        MemoryImage image = image(path, imageOptions(options), progress);
        try {
            List<MemoryRange> layout = new RawLayout(image, store).find(options, architectures(OptionalInt.empty()));
            if (layout.isEmpty()) {
                return image;
            }
            image.close();
            return image(path, ImageOptions.DEFAULT.withMemoryMap(MemoryMap.of(layout)), progress);
        } catch (Throwable e) {
            image.close();
            throw e;
        }
    }

    private static MemoryImage image(Path path, ImageOptions options, Progress progress) {
        try {
            return MemoryImage.open(path, options.withProgress(progress));
        } catch (ImageException e) {
            throw new OpenException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ImageOptions imageOptions(OpenOptions options) {
        ImageOptions opening = ImageOptions.DEFAULT;
        if (options.rawBase().isPresent()) {
            opening = opening.withBaseAddress(Pa.of(options.rawBase().getAsLong()));
        }
        return options.memoryMap().isPresent()
                ? opening.withMemoryMap(MemoryMap.read(options.memoryMap().get()))
                : opening;
    }

    /** The architecture that the image names comes first; the others may still be tried. */
    static List<Architecture> architectures(OptionalInt machine) {
        return ArchitectureProvider.all().stream()
                .sorted(Comparator.comparingInt(
                        provider -> machine.isPresent() && provider.hasElfMachine(machine.getAsInt()) ? 0 : 1))
                .<Architecture>flatMap(provider -> provider.architectures().stream())
                .toList();
    }

    private static SessionStore store(Path path, OpenOptions options, Map<String, String> environment) {
        return switch (options.keeping()) {
            case FINDINGS -> FileSessionStore.of(path, options.opening(), environment);
            case NOTHING -> new PassingStore();
        };
    }
}
