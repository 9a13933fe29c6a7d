package dev.vmi4j.os.linux.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vmi4j.core.os.Finding;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeFinderTest {
    private static final String BUILD = "00112233445566778899aabbccddeeff00112233";
    private static final String KEY = "linux-types-" + BUILD;
    private static final Vmcoreinfo INFO = Vmcoreinfo.parse(
            "OSRELEASE=6.1.0\nBUILD-ID=" + BUILD + "\nSYMBOL(_stext)=" + Long.toHexString(SyntheticKernel.BASE) + "\n");
    private static final Symbol START = new Symbol("__start_BTF", SyntheticKernel.BASE + 0x1000, 'R');
    private static final int INT = 1 << 24;
    private static final int NO_KIND = 31 << 24;

    private final SyntheticKernel guest = new SyntheticKernel();
    private final MemoryStore store = new MemoryStore();
    private final List<Finding> findings = new ArrayList<>();

    /** A blob of one type without a name: a head of 12 bytes and the 4 of an integer. */
    private static byte[] blob(int info) {
        return ByteBuffer.allocate(24 + 16 + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x01_eb9f)
                .putInt(24)
                .putInt(0)
                .putInt(16)
                .putInt(16)
                .putInt(1)
                .putInt(0)
                .putInt(info)
                .putInt(4)
                .putInt(32)
                .array();
    }

    private void write(byte[] blob) {
        guest.memory().put(0x1000, blob);
    }

    private TypeFinder.Answer find(Symbol... symbols) {
        Kernel kernel = guest.kernel(symbols);
        return new TypeFinder(kernel.memory(), INFO, store, findings).find(SymbolTable.of(List.of(symbols)));
    }

    @Test
    void readsThemWhereTheSymbolSaysAndSavesThem() {
        write(blob(INT));

        TypeFinder.Answer answer = find(START);

        assertThat(answer.catalog().orElseThrow().lastId()).isEqualTo(1);
        assertThat(answer.reason()).isEmpty();
        assertThat(store.saved).containsOnlyKeys(KEY).containsEntry(KEY, blob(INT));
        assertThat(findings)
                .containsExactly(new Finding("types", "BTF at 0xffff888000001000", "the kernel's symbol __start_BTF"));
    }

    @Test
    void searchesTheImageWithoutTheSymbol() {
        write(blob(INT));

        assertThat(find().catalog()).isPresent();
        assertThat(findings)
                .extracting(Finding::how)
                .containsExactly("the largest type blob in the mapped kernel image");
    }

    @Test
    void damagedOnesAreAReasonAndNotSaved() {
        write(blob(NO_KIND));

        TypeFinder.Answer answer = find(START);

        assertThat(answer.catalog()).isEmpty();
        assertThat(answer.reason())
                .startsWith(
                        "the kernel's own types (BTF at 0xffff888000001000) are damaged in memory: BTF is malformed")
                .contains("kind 31");
        assertThat(store.saved).isEmpty();
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().what() + " " + findings.getFirst().value())
                .isEqualTo("types damaged");
        assertThat(answer.reason()).startsWith(findings.getFirst().how() + "; ").contains("--symbols FILE");
        assertThat(findings.getFirst().lack().orElseThrow().remedy()).contains("dump-guest-memory");
    }

    @Test
    void overwrittenOnesAreAReason() {
        assertThat(find(START).reason()).contains("are damaged in memory", "there is no header");
    }

    @Test
    void noneInTheImageIsAReason() {
        TypeFinder.Answer answer = find();

        assertThat(answer.reason()).contains("no BTF lies in the mapped kernel image", "CONFIG_DEBUG_INFO_BTF");
        assertThat(findings).extracting(Finding::what, Finding::value).containsExactly(tuple("types", "none"));
        assertThat(answer.reason()).startsWith(findings.getFirst().how()).contains("--symbols");
        assertThat(findings.getFirst().lack()).isPresent();
    }

    @Test
    void savedOnesAreTakenWithoutLookingAtMemory() {
        store.save(KEY, blob(INT));

        assertThat(find(START).catalog()).isPresent();
        assertThat(findings).extracting(Finding::how).containsExactly("saved by an earlier run for this build id");
    }

    @Test
    void savedOnesThatAreDamagedArePassedOver() {
        store.save(KEY, blob(NO_KIND));
        write(blob(INT));

        assertThat(find(START).catalog()).isPresent();
        assertThat(findings).extracting(Finding::what).containsExactly("saved types", "types");
    }
}
