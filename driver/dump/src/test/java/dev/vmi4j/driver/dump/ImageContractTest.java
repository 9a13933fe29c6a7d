package dev.vmi4j.driver.dump;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.driver.VmiDriver;
import dev.vmi4j.testkit.contract.DriverContract;
import dev.vmi4j.testkit.contract.DriverFixture;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What every driver keeps, kept by the image of every format. */
class ImageContractTest {
    private static final byte[] CONTENT = Images.content(1, 0x3000);
    private static final byte[] STATUS = Bytes.note("CORE", 1, new byte[] {1, 2, 3, 4});

    @TempDir
    Path folder;

    @Nested
    class Raw extends DriverContract {
        @Override
        protected DriverFixture open() {
            return fixture(CONTENT, Set.of(ReadsMemory.class));
        }
    }

    @Nested
    class ElfWithRegisters extends DriverContract {
        @Override
        protected DriverFixture open() {
            ElfWriter writer =
                    new ElfWriter(true).notes(STATUS, STATUS).load(0, CONTENT).load(0x8000, CONTENT);
            return fixture(writer.write(), Set.of(ReadsMemory.class, ReadsRegisters.class));
        }
    }

    @Nested
    class ElfWithoutRegisters extends DriverContract {
        @Override
        protected DriverFixture open() {
            return fixture(new ElfWriter(false).load(0, CONTENT).write(), Set.of(ReadsMemory.class));
        }
    }

    @Nested
    class Kdump extends DriverContract {
        @Override
        protected DriverFixture open() {
            return fixture(kdump(), Set.of(ReadsMemory.class));
        }
    }

    @Nested
    class FlattenedKdump extends DriverContract {
        @Override
        protected DriverFixture open() {
            return fixture(KdumpWriter.flattened(kdump(), 1000, true), Set.of(ReadsMemory.class));
        }
    }

    private static byte[] kdump() {
        KdumpWriter writer = new KdumpWriter(true, 4096).exclude(9);
        for (int page = 0; page < 3; page++) {
            writer.page(page, Arrays.copyOfRange(CONTENT, page * 4096, (page + 1) * 4096));
        }
        return writer.write();
    }

    private DriverFixture fixture(byte[] file, Set<Class<? extends VmiDriver>> capabilities) {
        return new DriverFixture(
                MemoryImage.open(Images.write(folder, "guest.image", file)),
                capabilities,
                new Pa(0x1000),
                MemorySegment.ofArray(Arrays.copyOfRange(CONTENT, 0x1000, 0x2000)),
                Optional.empty());
    }
}
