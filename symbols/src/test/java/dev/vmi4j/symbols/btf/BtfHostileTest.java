package dev.vmi4j.symbols.btf;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.Type;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = SECONDS)
class BtfHostileTest {
    private final byte[] blob = Sample.builder().bytes();

    @Test
    void survivesTruncation() {
        for (int length = 0; length < blob.length; length++) {
            use("length " + length, Arrays.copyOf(blob, length));
        }
    }

    @Test
    void survivesBitFlips() {
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] damaged = blob.clone();
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            use("seed " + seed, damaged);
        }
    }

    @Test
    void survivesNoiseBehindAGoodHead() {
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] noise = blob.clone();
            for (int i = 24; i < noise.length; i++) {
                noise[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(20));
            }
            use("seed " + seed, noise);
        }
    }

    @Test
    void boundsCyclesAndExplosions() {
        var builder = new BtfBuilder();
        builder.type("loop", BtfBuilder.TYPEDEF, 1); // 1
        builder.type("nest", BtfBuilder.STRUCT, false, 2, 8).element("", 2, 0).element("", 2, 0); // 2
        builder.array(3, 2); // 3: array of itself
        builder.type("", BtfBuilder.FUNC_PROTO, false, 3, 4)
                .element("a", 4)
                .element("b", 4)
                .element("c", 4); // 4
        builder.type("", BtfBuilder.PTR, 5); // 5
        builder.array(7, -1); // 6
        builder.array(6, -1); // 7
        Btf btf = builder.parse();
        assertThat(btf.sizeOf(btf.type(1))).isEmpty();
        assertThat(btf.struct("nest").orElseThrow().field("missing")).isEmpty();
        assertThat(btf.sizeOf(btf.type(3))).isEmpty();
        assertThat(btf.render(btf.type(4)).length()).isLessThan(1_000_000);
        assertThat(btf.render(btf.type(5))).startsWith("...*");
        assertThat(btf.sizeOf(btf.type(7))).isEmpty();
    }

    /** Whatever comes out, only our own exceptions do. */
    private static void use(String what, byte[] bytes) {
        try {
            Btf btf = Btf.parse(MemorySegment.ofArray(bytes));
            btf.all("task");
            for (int id = 1; id <= btf.lastId(); id++) {
                use(btf, id);
            }
        } catch (VmiException _) {
            // refused as a whole
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    private static void use(Btf btf, int id) {
        try {
            Type type = btf.type(id);
            btf.sizeOf(type);
            btf.render(type);
            if (type instanceof StructType structure) {
                structure.field("se.exec_start");
                structure.field("vm_start");
            }
        } catch (VmiException _) {
            // this type is damaged
        }
    }
}
