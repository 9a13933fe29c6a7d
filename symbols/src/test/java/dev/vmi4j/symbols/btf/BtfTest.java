package dev.vmi4j.symbols.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.symbols.Bytes;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.type.ArrayType;
import dev.vmi4j.symbols.type.DataSection;
import dev.vmi4j.symbols.type.DeclTag;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.FloatType;
import dev.vmi4j.symbols.type.ForwardType;
import dev.vmi4j.symbols.type.FunctionPrototype;
import dev.vmi4j.symbols.type.FunctionType;
import dev.vmi4j.symbols.type.IntegerEncoding;
import dev.vmi4j.symbols.type.IntegerType;
import dev.vmi4j.symbols.type.Linkage;
import dev.vmi4j.symbols.type.Member;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.Parameter;
import dev.vmi4j.symbols.type.PointerType;
import dev.vmi4j.symbols.type.QualifiedType;
import dev.vmi4j.symbols.type.Qualifier;
import dev.vmi4j.symbols.type.SectionVariable;
import dev.vmi4j.symbols.type.StructKind;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.Type;
import dev.vmi4j.symbols.type.TypeRef;
import dev.vmi4j.symbols.type.TypeTag;
import dev.vmi4j.symbols.type.TypedefType;
import dev.vmi4j.symbols.type.UnknownType;
import dev.vmi4j.symbols.type.VariableType;
import dev.vmi4j.symbols.type.VoidType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BtfTest {
    private final Btf btf = Sample.builder().parse();

    @Test
    void decodesEveryKind() {
        List<Type> expected = List.of(
                VoidType.VOID,
                new IntegerType("long unsigned int", 8, IntegerEncoding.UNSIGNED, 0, 64),
                new IntegerType("int", 4, IntegerEncoding.SIGNED, 0, 32),
                new IntegerType("char", 1, IntegerEncoding.CHAR, 0, 8),
                new IntegerType("_Bool", 1, IntegerEncoding.BOOL, 0, 8),
                new PointerType(ref(6), 8),
                new StructType(
                        "list_head",
                        StructKind.STRUCT,
                        16,
                        List.of(new Member("next", ref(5), 0, 0), new Member("prev", ref(5), 64, 0))),
                new ArrayType(ref(3), 16),
                new TypedefType("pid_t", ref(2)),
                new QualifiedType(Qualifier.CONST, ref(3)),
                new PointerType(ref(9), 8),
                new QualifiedType(Qualifier.VOLATILE, ref(1)),
                new StructType(
                        "",
                        StructKind.UNION,
                        8,
                        List.of(new Member("vm_start", ref(1), 0, 0), new Member("rcu", ref(5), 0, 0))));
        for (int id = 0; id < expected.size(); id++) {
            assertThat(btf.type(id)).as("type %d", id).isEqualTo(expected.get(id));
        }
        assertThat(btf.type(16))
                .isEqualTo(new EnumType(
                        "color", 4, true, List.of(new EnumConstant("RED", -1), new EnumConstant("GREEN", 7))));
        assertThat(btf.type(17))
                .isEqualTo(new EnumType("big", 8, false, List.of(new EnumConstant("HUGE", 0x8000_0000_0000_0005L))));
        assertThat(btf.type(18)).isEqualTo(new ForwardType("opaque", StructKind.UNION));
        assertThat(btf.type(19)).isEqualTo(new QualifiedType(Qualifier.RESTRICT, ref(10)));
        assertThat(btf.type(20))
                .isEqualTo(new FunctionPrototype(ref(2), List.of(new Parameter("format", ref(19))), true));
        assertThat(btf.type(21)).isEqualTo(new FunctionType("printk", ref(20), Linkage.GLOBAL));
        assertThat(btf.type(23)).isEqualTo(new VariableType("jiffies", ref(1), Linkage.GLOBAL));
        assertThat(btf.type(24)).isEqualTo(new DataSection(".data", 64, List.of(new SectionVariable(ref(23), 16, 8))));
        assertThat(btf.type(25)).isEqualTo(new FloatType("double", 8));
        assertThat(btf.type(26)).isEqualTo(new DeclTag("kfunc", ref(21), OptionalInt.empty()));
        assertThat(btf.type(27)).isEqualTo(new TypeTag("percpu", ref(2)));
        assertThat(btf.lastId()).isEqualTo(29);
    }

    @Test
    void findsByName() {
        assertThat(btf.struct("list_head").orElseThrow().size()).isEqualTo(16);
        assertThat(btf.all("list_head")).hasSize(2).last().isEqualTo(new TypedefType("list_head", ref(6)));
        assertThat(btf.typedef("list_head")).contains(new TypedefType("list_head", ref(6)));
        assertThat(btf.union("list_head")).isEmpty();
        assertThat(btf.enumeration("color").orElseThrow().constant("GREEN")).contains(new EnumConstant("GREEN", 7));
        assertThat(btf.constant("HUGE")).contains(new EnumConstant("HUGE", 0x8000_0000_0000_0005L));
        assertThat(btf.constant("BLUE")).isEmpty();
        assertThat(btf.function("printk")).isPresent();
        assertThat(btf.all("")).isEmpty();
        assertThat(btf.all("list_hea")).isEmpty();
        assertThat(btf.named().map(NamedType::name))
                .containsExactly(
                        "long unsigned int",
                        "int",
                        "char",
                        "_Bool",
                        "list_head",
                        "pid_t",
                        "entity",
                        "task",
                        "color",
                        "big",
                        "opaque",
                        "printk",
                        "jiffies",
                        ".data",
                        "double",
                        "list_head");
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "4, 4", "2, 8"})
    void takesThePointerSizeFromUnsignedLong(int size, int expected) {
        Btf small = new BtfBuilder()
                .integer("long unsigned int", size, 0)
                .type("", BtfBuilder.PTR, 0)
                .parse();
        assertThat(small.pointerSize()).isEqualTo(expected);
        assertThat(small.type(2)).isEqualTo(new PointerType(new TypeRef(small, 0), expected));
    }

    @Test
    void continuesABase() {
        int baseStrings = Sample.builder().stringBytes();
        int pidT = new String(Sample.builder().bytes(), java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("pid_t\0")
                - (Sample.builder().bytes().length - baseStrings);
        var builder = new BtfBuilder(baseStrings);
        builder.type("module_task", BtfBuilder.STRUCT, false, 2, 32)
                .element("list", 6, 0)
                .element("self", 31, 128);
        builder.type("", BtfBuilder.PTR, 30);
        builder.word(pidT).word(BtfBuilder.TYPEDEF << 24).word(30);
        byte[] bytes = builder.bytes();
        Btf module = Btf.parse(MemorySegment.ofArray(bytes), btf);

        assertThat(module.base()).containsSame(btf);
        assertThat(module.lastId()).isEqualTo(32);
        StructType found = module.struct("module_task").orElseThrow();
        assertThat(found.members()).extracting(Member::name).containsExactly("list", "self");
        assertThat(module.render(found.members().get(1).type().resolve())).isEqualTo("struct module_task *");
        assertThat(found.field("list.prev").orElseThrow().offset()).isEqualTo(8);
        assertThat(module.all("pid_t")).hasSize(2);
        assertThat(module.constant("GREEN")).isPresent();
        assertThat(module.named().count()).isEqualTo(btf.named().count() + 2);
        assertThat(btf.struct("module_task")).isEmpty();
    }

    @Test
    void skipsKindsThatTheLayoutDescribes() {
        byte[] layouts = new byte[22 * 4];
        layouts[21 * 4] = 4;
        layouts[21 * 4 + 1] = 8;
        var builder = new BtfBuilder()
                .type("new", 21, false, 2, 0)
                .word(1)
                .word(2)
                .word(3)
                .word(4)
                .word(5);
        builder.integer("int", 4, 1);
        Btf newer = Btf.parse(MemorySegment.ofArray(builder.withLayouts(layouts)));
        assertThat(newer.type(1)).isEqualTo(new UnknownType(21));
        assertThat(newer.type(2)).isInstanceOf(IntegerType.class);
        assertThat(newer.all("new")).isEmpty();
        assertThat(newer.render(newer.type(1))).isEqualTo("/* kind 21 */");
    }

    @Test
    void keepsItsBytes() {
        byte[] blob = Sample.builder().bytes();
        byte[] longer = new Bytes().raw(blob).text("behind").array();
        assertThat(Btf.parse(MemorySegment.ofArray(longer)).bytes().toArray(ValueLayout.JAVA_BYTE))
                .isEqualTo(blob);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0xeb, big-endian",
        "0, 0x00, magic",
        "2, 2, version",
        "4, 23, header",
        "8, 0xff, end after",
        "15, 0x80, place is impossible",
        "20, 0xff, end after",
        "31, 0x7f, kind 127 is unknown",
    })
    void rejectsABadHead(int offset, String value, String problem) {
        byte[] blob = Sample.builder().bytes();
        blob[offset] = (byte) (int) Integer.decode(value);
        if (problem.equals("big-endian")) {
            blob[1] = (byte) 0x9f;
        }
        assertThatThrownBy(() -> Btf.parse(MemorySegment.ofArray(blob)))
                .isInstanceOf(MalformedSymbolsException.class)
                .hasMessageContaining("BTF is malformed at 0x")
                .hasMessageContaining(problem);
    }

    @Test
    void rejectsNumbersItDoesNotHave() {
        assertThatThrownBy(() -> btf.type(30)).hasMessageContaining("no type of number 30");
        assertThatThrownBy(() -> btf.type(-1)).hasMessageContaining("no type of number 4294967295");
    }

    @Test
    void isReadAndFoundInMemory() {
        byte[] blob = Sample.builder().bytes();
        byte[] small = new BtfBuilder().integer("int", 4, 1).bytes();
        var image = new Bytes()
                .raw(new byte[4092])
                .raw(small)
                .align(4)
                .u32(0x01_eb9f)
                .raw(new byte[5000])
                .align(4);
        long large = 0x10_0000L + image.size();
        image.raw(blob).raw(new byte[64]);
        var memory = Bytes.memory(0x10_0000, image.array());

        List<BtfLocation> found = BtfScanner.scan(memory, 0xf_0000, 0x20_0000);
        assertThat(found)
                .containsExactly(new BtfLocation(large, blob.length), new BtfLocation(0x10_0ffc, small.length));
        assertThat(Btf.read(memory, large).lastId()).isEqualTo(29);
        assertThatThrownBy(() -> Btf.read(memory, large + 4)).hasMessageContaining("no header");
        var cut = Bytes.memory(0, java.util.Arrays.copyOf(blob, blob.length - 1));
        assertThatThrownBy(() -> Btf.read(cut, 0)).hasMessageContaining("readable memory");
    }

    private TypeRef ref(int id) {
        return new TypeRef(btf, id);
    }
}
