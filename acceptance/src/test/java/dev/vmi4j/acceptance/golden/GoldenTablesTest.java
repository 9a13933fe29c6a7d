package dev.vmi4j.acceptance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Page tables that real guests had, beside what QEMU's {@code info tlb} printed of them at the same instant. */
final class GoldenTablesTest {
    @ParameterizedTest
    @ValueSource(strings = {"5-level", "4-level", "pae", "legacy"})
    void everyMappedPageAgreesWithQemu(String mode) throws IOException {
        String name = "/pagetables/" + mode + ".gz";
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
            GoldenTables tables = GoldenTables.read(file);
            List<QemuTlb.Leaf> expected = QemuTlb.printed(tables.printed());
            assertThat(expected).hasSizeGreaterThan(1000);
            List<QemuTlb.Leaf> found = QemuTlb.found(tables.memory(), tables.mode(), tables.cr3());
            assertThat(QemuTlb.firstDifference(expected, found))
                    .as("%d leaves", expected.size())
                    .isEmpty();
        }
    }
}
