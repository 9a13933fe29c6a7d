package dev.vmi4j.cli.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.cli.console.OutputException;
import dev.vmi4j.cli.survey.OutputFolder.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path folder;

    private OutputFolder output(Existing existing) {
        return new OutputFolder(folder.resolve("a/b"), ".csv", existing);
    }

    private static int write(OutputFolder output, String text) {
        return output.write("rows", file -> {
            file.print(text);
            return 7;
        });
    }

    @Test
    void makesTheFolderAndTheFile() {
        OutputFolder output = output(Existing.KEEP);

        assertThat(output.inTheWay(List.of("rows"))).isEmpty();
        assertThat(write(output, "text")).isEqualTo(7);
        assertThat(output.file("rows")).hasContent("text").hasParent(folder.resolve("a/b"));
        assertThat(output.inTheWay(List.of("other", "rows"))).containsExactly(output.file("rows"));
    }

    @Test
    void replacesOnlyWhereThatIsWanted() {
        write(output(Existing.KEEP), "old");

        assertThatThrownBy(() -> write(output(Existing.KEEP), "new")).isInstanceOf(OutputException.class);
        assertThat(output(Existing.KEEP).file("rows")).hasContent("old");

        assertThat(output(Existing.REPLACE).inTheWay(List.of("rows"))).isEmpty();
        write(output(Existing.REPLACE), "new");
        assertThat(output(Existing.REPLACE).file("rows")).hasContent("new");
    }

    @Test
    void leavesNothingOfAFileThatFails() throws IOException {
        OutputFolder output = output(Existing.KEEP);

        assertThatThrownBy(() -> output.write("rows", file -> {
                    file.print("half");
                    throw new IllegalStateException("a defect");
                }))
                .isInstanceOf(IllegalStateException.class);
        try (var files = Files.list(folder.resolve("a/b"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAnError() throws IOException {
        Files.writeString(folder.resolve("a"), "a file");

        assertThatThrownBy(() -> write(output(Existing.KEEP), "text")).isInstanceOf(OutputException.class);
    }
}
