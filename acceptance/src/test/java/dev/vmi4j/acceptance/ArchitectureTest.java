package dev.vmi4j.acceptance;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and what holds in every package. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.vmi4j");

    @Test
    void modulesKnowOnlyWhatIsBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("core")
                .definedBy("dev.vmi4j.core..")
                .layer("arch")
                .definedBy("dev.vmi4j.arch..")
                .layer("driver")
                .definedBy("dev.vmi4j.driver..")
                .layer("symbols")
                .definedBy("dev.vmi4j.symbols..")
                .layer("os")
                .definedBy("dev.vmi4j.os..")
                .layer("cli")
                .definedBy("dev.vmi4j.cli..")
                .layer("lab")
                .definedBy("dev.vmi4j.lab..")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("arch")
                .mayOnlyAccessLayers("core")
                .whereLayer("driver")
                .mayOnlyAccessLayers("core")
                .whereLayer("symbols")
                .mayOnlyAccessLayers("core")
                .whereLayer("os")
                .mayOnlyAccessLayers("core", "symbols")
                .whereLayer("lab")
                .mayOnlyAccessLayers("core", "driver")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            JavaPackage in = type.getPackage();
            if (!in.isAnnotatedWith(NullMarked.class) && !in.getName().startsWith("dev.vmi4j.benchmarks")) {
                unmarked.add(in.getName());
            }
        }
        assertThat(unmarked).as("packages without @NullMarked").isEmpty();
    }
}
