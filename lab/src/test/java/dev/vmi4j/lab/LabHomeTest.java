package dev.vmi4j.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabHomeTest {

    @Test
    void theEnvironmentSaysWhereTheHomeIs() {
        assertThat(LabHome.of(Map.of("VMI4J_LAB_HOME", "/a", "XDG_CACHE_HOME", "/b"))
                        .folder())
                .isEqualTo(Path.of("/a"));
        assertThat(LabHome.of(Map.of("VMI4J_LAB_HOME", " ", "XDG_CACHE_HOME", "/b"))
                        .folder())
                .isEqualTo(Path.of("/b/vmi4j/lab"));
        assertThat(LabHome.of(Map.of()).folder())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "vmi4j", "lab"));
    }

    @Test
    void aRecordingIsThereWhenItsRecipeIs(@TempDir Path folder) throws Exception {
        var guest = new LabHome(folder).guest("mine");
        assertThat(guest.exists()).isFalse();
        new LabHome(folder).folder("guests", "mine");
        assertThat(guest.exists()).isFalse();
        Files.writeString(guest.folder().resolve("recipe.properties"), "name=mine\n");
        assertThat(guest.exists()).isTrue();
        assertThat(guest.recipe().getProperty("name")).isEqualTo("mine");
    }
}
