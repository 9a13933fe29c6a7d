package dev.vmi4j.benchmarks;

import dev.vmi4j.benchmarks.Workload.AddressSet;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The opened image of a benchmark, from the folder that the system property {@value #FOLDER} names. */
@State(Scope.Benchmark)
public class Guest {
    /** The system property. */
    static final String FOLDER = "vmi4j.workload";

    private Workload work;
    private GuestImage image;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init")
    public Guest() {}

    /**
     * Opens the image.
     *
     * @throws IOException when it cannot be read
     */
    @Setup(Level.Trial)
    public void open() throws IOException {
        work = Workload.read(Path.of(System.getProperty(FOLDER, "target/workload")));
        image = work.open();
    }

    /** Closes the image. */
    @TearDown(Level.Trial)
    public void close() {
        image.close();
    }

    PhysicalMemory memory() {
        return image.memory();
    }

    /** Where the memory begins. */
    Pa base() {
        return work.base();
    }

    AddressSpace space(AddressSet set) {
        return work.space(image.memory(), set);
    }

    long[] addresses(AddressSet set) throws IOException {
        return work.addresses(set);
    }
}
