package dev.vmi4j.symbols.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.symbols.Bytes;
import dev.vmi4j.symbols.btf.Btf;
import dev.vmi4j.symbols.btf.BtfBuilder;
import dev.vmi4j.symbols.btf.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructTypeTest {
    private final Btf btf = Sample.builder().parse();
    private final StructLayout task = StructLayout.of(btf, "task");

    @ParameterizedTest
    @CsvSource({
        "state, 0, 8, 0, 0",
        "vm_start, 8, 8, 0, 0",
        "rcu, 8, 8, 0, 0",
        "comm, 16, 16, 0, 0",
        "se, 32, 24, 0, 0",
        "se.exec_start, 32, 8, 0, 0",
        "se.group_node.prev, 48, 8, 0, 0",
        "pid, 56, 4, 0, 0",
        "exiting, 60, 4, 2, 3",
        "flag, 60, 4, 5, 1",
        "tail, 64, 32, 0, 0",
    })
    void findsFields(String path, long offset, long size, int bitOffset, int bitSize) {
        Field field = task.field(path);
        assertThat(field.path()).isEqualTo(path);
        assertThat(field.offset()).isEqualTo(offset);
        assertThat(field.size()).isEqualTo(size);
        assertThat(field.bitOffset()).isEqualTo(bitOffset);
        assertThat(field.bitSize()).isEqualTo(bitSize);
        assertThat(field.isBitField()).isEqualTo(bitSize != 0);
        assertThat(task.offset(path)).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({"missing", "se.missing", "pid.value", "rcu.next", "se.", ".se", "''", "."})
    void missesOthers(String path) {
        assertThat(task.optional(path)).isEmpty();
    }

    @Test
    void readsIntegers() {
        var bytes = new Bytes()
                .raw(new byte[56])
                .u32(-5)
                .u32(0b10_1000 | 0b0_1100)
                .align(8)
                .raw(new byte[32]);
        var memory = Bytes.memory(0x1000, bytes.array());
        assertThat(task.field("pid").read(memory, 0x1000)).isEqualTo(-5);
        assertThat(task.field("exiting").read(memory, 0x1000)).isEqualTo(0b011);
        assertThat(task.field("flag").read(memory, 0x1000)).isEqualTo(-1);
        assertThat(task.field("state").read(memory, 0x1000)).isZero();
        assertThatThrownBy(() -> task.field("comm").read(memory, 0x1000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fitsBitFieldsThatCrossTheirUnit() {
        var builder = new BtfBuilder().integer("unsigned int", 4, 0);
        builder.type("packed", BtfBuilder.STRUCT, true, 2, 8)
                .element("a", 1, 30L << 24)
                .element("b", 1, 10L << 24 | 30);
        builder.type("old", BtfBuilder.STRUCT, false, 1, 4).element("c", 4, 8);
        builder.type("unsigned int", BtfBuilder.INT, 4).word(2 << 16 | 3);
        Btf packed = builder.parse();
        Field b = packed.struct("packed").orElseThrow().field("b").orElseThrow();
        assertThat(b.offset()).isEqualTo(3);
        assertThat(b.size()).isEqualTo(2);
        assertThat(b.bitOffset()).isEqualTo(6);
        assertThat(b.read(Bytes.memory(0, new Bytes().u32(0).u32(0).array()), 0))
                .isZero();
        assertThat(b.read(
                        Bytes.memory(0, new Bytes().u32(0xc000_0000L).u32(0x81).array()), 0))
                .isEqualTo(0b10_0000_0111);
        Field c = packed.struct("old").orElseThrow().field("c").orElseThrow();
        assertThat(c.bitOffset()).isEqualTo(10);
        assertThat(c.bitSize()).isEqualTo(3);
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> StructLayout.of(btf, "nothing"))
                .isInstanceOfSatisfying(
                        MissingTypeException.class, e -> assertThat(e.type()).isEqualTo("struct nothing"))
                .hasMessageContaining("struct nothing");
        assertThatThrownBy(() -> task.field("mm")).isInstanceOfSatisfying(MissingFieldException.class, e -> {
            assertThat(e.structure()).isEqualTo("struct task");
            assertThat(e.field()).isEqualTo("mm");
        });
        assertThatThrownBy(() -> task.anyOf("x", "y")).hasMessageContaining("x or y");
        assertThatThrownBy(() -> task.embedded("pid")).isInstanceOf(MissingFieldException.class);
        assertThatThrownBy(() -> task.target("se")).isInstanceOf(MissingFieldException.class);
        assertThat(StructLayout.find(btf, "color")).isEmpty();
    }

    @Test
    void leadsToOtherStructures() {
        assertThat(task.anyOf("__state", "state").offset()).isZero();
        assertThat(task.embedded("se").offset("group_node")).isEqualTo(8);
        assertThat(task.embedded("se").embedded("group_node").target("next").size())
                .isEqualTo(16);
        assertThat(task.type().name()).isEqualTo("task");
        assertThat(task).hasToString("struct task");
        assertThat(task.size()).isEqualTo(96);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | void | void x",
                "1 | long unsigned int | long unsigned int x",
                "5 | struct list_head * | struct list_head *x",
                "7 | char[16] | char x[16]",
                "8 | pid_t | pid_t x",
                "10 | const char * | const char *x",
                "12 | union {...} | union {...} x",
                "15 | struct list_head[2] | struct list_head x[2]",
                "16 | enum color | enum color x",
                "18 | union opaque | union opaque x",
                "19 | const char *restrict | const char *restrict x",
                "20 | int (const char *restrict format, ...) | int x(const char *restrict format, ...)",
                "22 | int (*)(const char *restrict format, ...) | int (*x)(const char *restrict format, ...)",
                "28 | int * | int *x",
            })
    void writesDeclarations(int id, String type, String declaration) {
        assertThat(btf.render(btf.type(id))).isEqualTo(type);
        assertThat(btf.declare(btf.type(id), "x")).isEqualTo(declaration);
    }

    @Test
    void writesFunctionsAndVariables() {
        assertThat(btf.render(btf.type(21))).isEqualTo("int printk(const char *restrict format, ...)");
        assertThat(btf.render(btf.type(23))).isEqualTo("long unsigned int jiffies");
        assertThat(btf.render(btf.type(26))).isEqualTo("int printk(const char *restrict format, ...)");
        assertThat(new BtfBuilder().type("", BtfBuilder.FUNC_PROTO, 0).parse().type(1))
                .satisfies(type -> assertThat(btf.render(type)).isEqualTo("void (void)"));
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "7, 16", "8, 4", "14, 96", "15, 32", "16, 4", "22, 8", "23, 8", "24, 64", "25, 8", "27, 4"})
    void knowsSizes(int id, long size) {
        assertThat(btf.sizeOf(btf.type(id))).hasValue(size);
    }

    @ParameterizedTest
    @CsvSource({"0", "18", "20", "21", "26"})
    void knowsWhatHasNoSize(int id) {
        assertThat(btf.sizeOf(btf.type(id))).isEmpty();
    }
}
