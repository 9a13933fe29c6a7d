package dev.vmi4j.lab;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

    private static Properties complete() {
        var properties = new Properties();
        properties.putAll(Map.ofEntries(
                entry("description", "a guest"),
                entry("architecture", "amd64"),
                entry("suite", "bookworm"),
                entry("packages", "linux-image-[0-9]+ linux-modules-[0-9]+"),
                entry("qemu", "qemu-system-x86_64"),
                entry("machine", "q35"),
                entry("cpu", "max,-cx16"),
                entry("memory", "256"),
                entry("vcpus", "2"),
                entry("console", "ttyS0"),
                entry("truth-port", "ttyS1"),
                entry("devices", "-serial chardev:console"),
                entry("compilers", "gcc")));
        return properties;
    }

    @Test
    void readsWordsNumbersAndPatterns() {
        var recipe = Recipe.of("mine", complete());
        assertThat(recipe.name()).isEqualTo("mine");
        assertThat(recipe.packages())
                .extracting(Object::toString)
                .containsExactly("linux-image-[0-9]+", "linux-modules-[0-9]+");
        assertThat(recipe.memoryMib()).isEqualTo(256);
        assertThat(recipe.devices()).containsExactly("-serial", "chardev:console");
        assertThat(recipe.commandLine()).isEmpty();
        assertThat(recipe.dropCaches()).isFalse();
        assertThat(recipe.workload()).contains("threads", "zombies");
    }

    @Test
    void anEmptyListOfModulesLoadsNone() {
        var properties = complete();
        properties.put("modules", "");
        assertThat(Recipe.of("mine", properties).modules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"architecture", "suite", "packages", "qemu", "cpu", "memory", "vcpus", "console", "devices"})
    void missesWhatHasNoDefault(String key) {
        var properties = complete();
        properties.remove(key);
        assertThatThrownBy(() -> Recipe.of("mine", properties)).isInstanceOfSatisfying(RecipeException.class, e -> {
            assertThat(e.recipe()).isEqualTo("mine");
            assertThat(e).hasMessageContaining(key);
        });
    }

    @ParameterizedTest
    @CsvSource({"memory,0", "memory,-1", "memory,1G", "vcpus,two", "vcpus,99999999999"})
    void refusesWhatIsNotACount(String key, String value) {
        var properties = complete();
        properties.put(key, value);
        assertThatThrownBy(() -> Recipe.of("mine", properties))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value);
    }

    @Test
    void theBookHasTheGuestsThatTheProjectPromises() {
        assertThat(RecipeBook.load().all())
                .extracting(Recipe::name)
                .contains(
                        "linux-5.10-amd64",
                        "linux-6.1-amd64",
                        "linux-6.1-amd64-pti",
                        "linux-6.1-amd64-5level",
                        "linux-6.1-amd64-calls",
                        "linux-6.1-amd64-1g",
                        "linux-6.12-amd64",
                        "linux-7.2-amd64",
                        "linux-6.1-i386",
                        "linux-6.1-i386-pae",
                        "linux-6.1-arm64",
                        "sample");
    }

    @Test
    void everyAmd64GuestGoesWithoutTheInstructionThatKillsIt() {
        assertThat(RecipeBook.load().all())
                .filteredOn(recipe -> recipe.architecture().equals("amd64"))
                .isNotEmpty()
                .allSatisfy(recipe -> assertThat(recipe.cpu().split(",")).contains("-cx16"));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> RecipeBook.load().get("linux-1.0", Map.of("vcpus", "1")))
                .isInstanceOf(RecipeException.class);
        assertThatThrownBy(() -> RecipeBook.load().get("linux-1.0"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("linux-1.0")
                .hasMessageContaining("linux-6.1-amd64,");
    }

    @Test
    void aRecipeWithOtherValues() {
        var book = RecipeBook.load();
        var changed = book.get("linux-6.1-amd64", Map.of("vcpus", "1", "workload", "plain calls"));
        assertThat(changed.vcpus()).isEqualTo(1);
        assertThat(changed.workload()).containsExactly("plain", "calls");
        assertThat(changed.packages()).hasSameSizeAs(book.get("linux-6.1-amd64").packages());
        assertThat(book.get("linux-6.1-amd64").vcpus()).isNotEqualTo(1);
    }
}
