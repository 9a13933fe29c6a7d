package dev.vmi4j.os.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
    private static final long AT = 0x1000;

    @Test
    void splitsAtEveryNulAndKeepsEmptyArguments() {
        assertThat(read("ls\0-l\0\0a b\0", 11)).containsExactly("ls", "-l", "", "a b");
    }

    @Test
    void noArgumentAreaIsNoArguments() {
        assertThat(read("x\0", 0)).isEmpty();
    }

    @Test
    void aChangedTitleRunsOnToTheFirstNul() {
        assertThat(read("server: worker process\0HOME=/\0", 8)).containsExactly("server: worker process");
    }

    @Test
    void anAreaThatIsNoneIsRefusedWithItsBounds() {
        PhysicalMemory memory = memory("x\0");
        assertThatThrownBy(() -> CommandLine.read(memory, AT + 8, AT))
                .isInstanceOf(VmiException.class)
                .hasMessageContaining("0x1008");
        assertThatThrownBy(() -> CommandLine.read(memory, AT, AT + (7L << 20))).isInstanceOf(VmiException.class);
        assertThatThrownBy(() -> CommandLine.read(memory, -16L, 16L)).isInstanceOf(VmiException.class);
    }

    @Test
    void anAreaThatIsMissingIsAnError() {
        assertThatThrownBy(() -> CommandLine.read(memory("x\0"), 0x9000, 0x9010))
                .isInstanceOf(VmiException.class)
                .hasMessageContaining("0x9000");
    }

    private static List<String> read(String content, int length) {
        return CommandLine.read(memory(content), AT, AT + length);
    }

    private static PhysicalMemory memory(String content) {
        return PhysicalMemory.mapped(
                List.of(new MemoryRun(AT, MemorySegment.ofArray(content.getBytes(StandardCharsets.ISO_8859_1)))));
    }
}
