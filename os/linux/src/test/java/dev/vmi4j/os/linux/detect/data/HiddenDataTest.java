package dev.vmi4j.os.linux.detect.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.os.linux.detect.LinuxPlatform;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A kernel that lists functions alone; what it states and exports is laid out by hand. */
class HiddenDataTest {
    private static final long BASE = SyntheticKernel.BASE;
    private static final long CODE = BASE + 0x8000;
    private static final int EXPORTS = 100;
    private static final int TABLE = 0x1000;
    private static final int ENTRY = 12;
    private static final Symbol INIT_TASK = new Symbol("init_task", BASE + 0x9000, 'D');
    private static final String STATED = "SYMBOL(init_task)=" + Long.toHexString(INIT_TASK.address()) + "\n";

    private final SyntheticKernel made = new SyntheticKernel();
    private final List<Finding> findings = new ArrayList<>();

    private SymbolTable complete(SymbolTable functions, String stated) {
        Kernel kernel = made.kernel();
        return new HiddenData(
                        kernel.core(),
                        kernel.memory(),
                        Vmcoreinfo.parse("OSRELEASE=6.1.0\n" + stated),
                        LinuxPlatform.of(Amd64.INSTANCE).orElseThrow(),
                        findings)
                .complete(
                        functions,
                        Optional.empty(),
                        () -> new ImageRange(BASE, BASE + TABLE, BASE + 0x7000, BASE + SyntheticKernel.SIZE));
    }

    private static long exported(int i) {
        return CODE + i * 16L;
    }

    /** Every second of what is exported is a function. */
    private static SymbolTable functions(long shift) {
        return SymbolTable.of(IntStream.range(0, EXPORTS / 2)
                .mapToObj(i -> new Symbol("symbol_%03d".formatted(2 * i), exported(2 * i) + shift, 'T'))
                .toList());
    }

    /** A table of exports: the distance to the value, to the name and to the namespace. */
    private void putExports() {
        ByteBuffer bytes = ByteBuffer.allocate(0x2000).order(ByteOrder.LITTLE_ENDIAN);
        int names = EXPORTS * ENTRY;
        for (int i = 0; i < EXPORTS; i++) {
            int at = i * ENTRY;
            byte[] name = "symbol_%03d\0".formatted(i).getBytes(StandardCharsets.US_ASCII);
            bytes.putInt(at, (int) (exported(i) - BASE - TABLE - at));
            bytes.putInt(at + 4, names - at - 4);
            bytes.put(names, name);
            names += name.length;
        }
        for (int at = 0; at < bytes.capacity(); at += Long.BYTES) {
            made.put(BASE + TABLE + at, bytes.getLong(at));
        }
    }

    @Test
    void aKernelThatListsDataIsLeftAsItIs() {
        SymbolTable whole = SymbolTable.of(List.of(INIT_TASK));
        assertThat(complete(whole, "SYMBOL(modules)=ffffffff81000000\n")).isSameAs(whole);
        SymbolTable none = SymbolTable.of(List.of());
        assertThat(complete(none, STATED)).isSameAs(none);
        assertThat(findings).isEmpty();
    }

    @Test
    void whatTheKernelStatesIsTaken() {
        SymbolTable found = complete(functions(0), STATED + "SYMBOL(symbol_000)=ffffffff81000000\n");
        assertThat(found.address("init_task")).hasValue(INIT_TASK.address());
        assertThat(found.address("symbol_000")).as("what it lists goes first").hasValue(exported(0));
    }

    @Test
    void whatTheKernelExportsIsTaken() {
        putExports();
        SymbolTable found = complete(functions(0), "");
        assertThat(found.size()).isEqualTo(EXPORTS);
        assertThat(found.address("symbol_001")).hasValue(exported(1));
        assertThat(found.address("symbol_099")).hasValue(exported(99));
        assertThat(findings).extracting(Finding::value).contains(EXPORTS / 2 + " exported");
    }

    @Test
    void exportsThatDisagreeWithTheListAreNotTaken() {
        putExports();
        SymbolTable functions = functions(8);
        assertThat(complete(functions, "")).isSameAs(functions);
        assertThat(findings).extracting(Finding::value).contains("none");
    }

    @Test
    void aKernelThatSaysNothingKeepsItsFunctions() {
        SymbolTable functions = functions(0);
        assertThat(complete(functions, "")).isSameAs(functions);
        assertThat(findings).extracting(Finding::value).contains("none");
    }
}
