package dev.vmi4j.os.linux;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.table.TableSchema;
import dev.vmi4j.os.linux.detect.KernelFinder;
import dev.vmi4j.os.linux.detect.KernelLocation;
import dev.vmi4j.os.linux.detect.KernelReader;
import dev.vmi4j.os.linux.table.LinuxTables;
import dev.vmi4j.symbols.vmcoreinfo.VmcoreinfoCandidate;
import java.util.List;
import java.util.Optional;

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
        List<VmcoreinfoCandidate> candidates = finder.candidates();
        Optional<KernelLocation> location = candidates.stream()
                .flatMap(candidate -> finder.prove(candidate).stream())
                .findFirst();
        return location.<Detection>map(found -> new Found(open(source, found)))
                .orElseGet(() -> new NotFound(finder.explain(candidates)));
    }

    private static LinuxSystem open(Source source, KernelLocation location) {
        VmiCore core = VmiCore.of(source.driver(), location.architecture(), location.mode());
        KernelReader.Result result = new KernelReader(core, location, source.store()).read();
        return new LinuxSystem(result.kernel(), location.info(), result.findings());
    }
}
