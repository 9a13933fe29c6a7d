package dev.vmi4j.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.vmi4j.cli.command.ArchitectureCommand;
import dev.vmi4j.core.arch.Architecture;
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
                .layer("tools")
                .definedBy("dev.vmi4j.tools..")
                .layer("session")
                .definedBy("dev.vmi4j.session..")
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
                .whereLayer("tools")
                .mayOnlyAccessLayers("core")
                .whereLayer("lab")
                .mayOnlyAccessLayers("core", "driver")
                .whereLayer("session")
                .mayOnlyAccessLayers("core", "driver")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    /** What only one architecture has is a command of its own, found as a service; nothing else names one. */
    @Test
    void theCommandLineKnowsNoArchitecture() {
        noClasses()
                .that()
                .resideInAPackage("dev.vmi4j.cli..")
                .and(are(not(partOfAnArchitectureCommand())))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.vmi4j.arch..")
                .check(CLASSES);
    }

    /** Asking an architecture for its name, other than to show it, is how a switch would begin. */
    @Test
    void tablesAndToolsDoNotAskForTheArchitecture() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.vmi4j.os.linux.table..", "dev.vmi4j.tools..", "dev.vmi4j.cli..")
                .should()
                .callMethod(Architecture.class, "name")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> partOfAnArchitectureCommand() {
        return DescribedPredicate.describe(
                "part of an ArchitectureCommand",
                type -> type.isAssignableTo(ArchitectureCommand.class)
                        || type.getEnclosingClass()
                                .map(outer -> outer.isAssignableTo(ArchitectureCommand.class))
                                .orElse(false));
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
