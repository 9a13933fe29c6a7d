package dev.vmi4j.lab.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreesTest {

    @TempDir
    private Path folder;

    @Test
    void copiesAndDeletesAllButWhatLinksLeadTo() throws IOException {
        var outside = Files.writeString(folder.resolve("outside"), "stays");
        var tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(Files.createDirectories(tree.resolve("a/b")).resolve("c"), "content");
        FileTrees.copy(tree, folder.resolve("copy"));
        Files.createSymbolicLink(tree.resolve("link"), outside);
        FileTrees.delete(tree);
        assertThat(tree).doesNotExist();
        assertThat(outside).hasContent("stays");
        assertThat(folder.resolve("copy/a/b/c")).hasContent("content");
        FileTrees.delete(tree);
    }
}
