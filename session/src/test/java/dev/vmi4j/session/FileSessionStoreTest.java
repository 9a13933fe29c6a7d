package dev.vmi4j.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.os.SessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSessionStoreTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path folder;

    private Path image;

    @BeforeEach
    void makeImage() throws IOException {
        image = Files.write(folder.resolve("image.raw"), new byte[4096]);
    }

    private SessionStore store() {
        return FileSessionStore.of(
                image, "", Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()));
    }

    private Path beside() {
        return folder.resolve("image.raw.vmi4j");
    }

    @Test
    void keepsBesideTheImage() {
        store().save("key", CONTENT);
        assertThat(beside().resolve("key")).exists();
        assertThat(store().load("key")).hasValue(CONTENT);
        assertThat(store().load("other")).isEmpty();
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        store().save("key", CONTENT);
        store().save("key", new byte[0]);
        try (var files = Files.list(beside())) {
            assertThat(files).containsExactly(beside().resolve("key"));
        }
        assertThat(store().load("key")).hasValue(new byte[0]);
    }

    @Test
    void keepsInTheCacheFolderWhereTheImageCannotHaveOne() throws IOException {
        Files.createFile(beside());
        store().save("key", CONTENT);
        assertThat(folder.resolve("cache/vmi4j/sessions")).isDirectory();
        assertThat(store().load("key")).hasValue(CONTENT);
    }

    @Test
    void keepsNothingWhereNothingCanBeWritten() throws IOException {
        Files.createFile(beside());
        Files.createFile(folder.resolve("cache"));
        store().save("key", CONTENT);
        assertThat(store().load("key")).isEmpty();
    }

    @Test
    void forgetsWhenTheImageChanged() throws IOException {
        store().save("key", CONTENT);
        Files.setLastModifiedTime(image, FileTime.fromMillis(1_000_000));
        assertThat(store().load("key")).isEmpty();
    }

    @Test
    void forgetsWhenTheImageIsOpenedInAnotherWay() {
        store().save("key", CONTENT);
        assertThat(FileSessionStore.of(image, "base 4096", Map.of()).load("key"))
                .isEmpty();
    }

    @Test
    void passesOverDamagedFiles() throws IOException {
        store().save("key", CONTENT);
        Path file = beside().resolve("key");
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            Files.write(file, damaged);
            assertThat(store().load("key")).as("byte %d flipped", i).isEmpty();
            Files.write(file, java.util.Arrays.copyOf(whole, i));
            assertThat(store().load("key")).as("cut to %d bytes", i).isEmpty();
        }
    }

    @Test
    void refusesKeysThatLeaveTheFolder() {
        assertThatThrownBy(() -> store().load("../x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().save("..", CONTENT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatIsNotThereHasNoStore() {
        assertThat(FileSessionStore.of(folder.resolve("none"), "", Map.of())).isSameAs(SessionStore.NONE);
    }

    private SessionStore ofRunning(String monitor) {
        return FileSessionStore.ofRunning(
                folder.resolve(monitor),
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()));
    }

    @Test
    void keepsOfARunningGuestForAsLongAsItsSocketIsTheSame() throws IOException {
        Path monitor = Files.createFile(folder.resolve("qmp"));
        ofRunning("qmp").save("key", CONTENT);
        assertThat(ofRunning("qmp").load("key")).hasValue(CONTENT);
        Files.setLastModifiedTime(monitor, FileTime.fromMillis(1_000_000));
        assertThat(ofRunning("qmp").load("key")).isEmpty();
        assertThat(ofRunning("none")).isSameAs(SessionStore.NONE);
    }

    @Test
    void forgetsRunningGuestsThatAreGone() throws IOException {
        Path first = Files.createFile(folder.resolve("first"));
        Files.createFile(folder.resolve("second"));
        ofRunning("first").save("key", CONTENT);
        ofRunning("second").save("key", CONTENT);
        Files.delete(first);
        Files.createFile(folder.resolve("third"));
        ofRunning("third").save("key", CONTENT);
        try (var folders = Files.list(folder.resolve("cache/vmi4j/running"))) {
            assertThat(folders).hasSize(2);
        }
        assertThat(ofRunning("second").load("key")).hasValue(CONTENT);
    }
}
