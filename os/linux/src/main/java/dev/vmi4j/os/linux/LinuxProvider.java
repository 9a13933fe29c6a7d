package dev.vmi4j.os.linux;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.table.TableSchema;
import dev.vmi4j.os.linux.detect.KernelFinder;
import dev.vmi4j.os.linux.detect.KernelLocation;
import dev.vmi4j.os.linux.detect.KernelReader;
import dev.vmi4j.os.linux.detect.LayoutFinder;
import dev.vmi4j.os.linux.detect.SavedLocation;
import dev.vmi4j.os.linux.table.LinuxTables;
import java.util.List;

/** Finds Linux kernels. */
public final class LinuxProvider implements GuestSystemProvider {
    /** Made by the service loader. */
    public LinuxProvider() {}

    @Override
    public String name() {
        return "linux";
    }

    @Override
    public List<TableSchema> schemas() {
        return LinuxTables.schemas();
    }

    @Override
    public Detection detect(Source source) {
        KernelFinder finder = new KernelFinder(source.driver().memory(), source.architectures());
        SavedLocation saved = new SavedLocation(source.store());
        return saved.load()
                .flatMap(finder::at)
                .<Detection>map(found -> new Found(open(source, found)))
                .orElseGet(() -> search(source, finder, saved));
    }

    @Override
    public List<MemoryRange> layout(Source source) {
        return new LayoutFinder(source.driver().memory(), source.architectures(), new SavedLocation(source.store()))
                .find();
    }

    private static Detection search(Source source, KernelFinder finder, SavedLocation saved) {
        KernelFinder.Search search = finder.search();
        search.location().ifPresent(found -> saved.save(found.infoAddress()));
        return search.location()
                .<Detection>map(found -> new Found(open(source, found)))
                .orElseGet(() -> new NotFound(finder.explain(search.candidates())));
    }

    private static LinuxSystem open(Source source, KernelLocation location) {
        VmiCore core = VmiCore.of(source.driver(), location.architecture(), location.mode());
        KernelReader.Result result = new KernelReader(core, location, source.store(), source.symbolFiles()).read();
        return new LinuxSystem(result.kernel(), location.info(), result.findings());
    }
}
