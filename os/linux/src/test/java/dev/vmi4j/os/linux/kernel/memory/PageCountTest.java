package dev.vmi4j.os.linux.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.paging.WalkLimitException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import dev.vmi4j.symbols.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageCountTest {
    private static final long START = 0x40_0000;
    private static final long SWAP_FILES = SyntheticKernel.BASE + 0x100;
    private static final int LAST = 3;

    private final SyntheticKernel guest = new SyntheticKernel();

    @Test
    void countsThePagesOfTheRangeAlone() {
        for (long page = 0; page < 4; page++) {
            guest.pages().map(START + (page << 12), 0x1000, 0x1000);
        }
        assertThat(count(START + 0x1000, START + 0x3000)).isEqualTo(new ResidentPages(0x2000, 0));
        assertThat(count(START, START + 0x40_0000)).isEqualTo(new ResidentPages(0x4000, 0));
    }

    @Test
    void countsThePartOfALargePageThatLiesInTheRange() {
        guest.pages().map(START, 0, 0x20_0000);
        assertThat(count(START + 0x1000, START + 0x30_0000)).isEqualTo(new ResidentPages(0x1f_f000, 0));
    }

    /** Entries as {@code arch/x86/include/asm/pgtable_64.h} lays them out, with one swap file. */
    @ParameterizedTest
    @CsvSource({
        "0x1201, 0, 0", // special: the zero page
        "0x1100, 0x1000, 0", // not accessible, yet in memory
        "0x0000000000400000, 0, 0x1000", // in swap file 0
        "0x0800000000400000, 0, 0", // type 1: no such swap file, a migration entry or the like
        "0, 0, 0"
    })
    void knowsWhatLinuxPutsIntoEntries(String entry, String resident, String swapped) {
        guest.put(SWAP_FILES, 1);
        guest.pages().map(START, 0x1000, 0x1000);
        guest.pages().forge(START, LAST, Long.decode(entry));
        assertThat(count(START, START + 0x1000))
                .isEqualTo(new ResidentPages(Long.decode(resident), Long.decode(swapped)));
    }

    /** Types 23 and above are pages of devices, on the move, or poisoned; see {@code MAX_SWAPFILES} in linux/swap.h. */
    @ParameterizedTest
    @CsvSource({"0x0000000000400000, 0x1000", "0xb000000000400000, 0x1000", "0xb800000000400000, 0"})
    void withoutTheNumberOfSwapFilesTheTypeDecides(String entry, String swapped) {
        guest.pages().map(START, 0x1000, 0x1000);
        guest.pages().forge(START, LAST, Long.parseUnsignedLong(entry.substring(2), 16));
        Kernel kernel = guest.kernel();
        assertThat(new PageCount(kernel, kernel.memory()).count(START, START + 0x1000))
                .isEqualTo(new ResidentPages(0, Long.decode(swapped)));
    }

    @Test
    void tablesThatLeadInACircleEnd() {
        guest.pages().map(START, 0x1000, 0x1000);
        long root = guest.pages().root().value();
        for (int i = 0; i < 256; i++) {
            guest.memory().putLong(root + i * 8L, root | 7);
        }
        assertThatThrownBy(() -> count(0x1000, 0x7fff_ffff_f000L)).isInstanceOf(WalkLimitException.class);
    }

    @Test
    void aRangeThatIsNoneIsDamaged() {
        assertThatThrownBy(() -> count(START, START)).isInstanceOf(VmiException.class);
        assertThatThrownBy(() -> count(START, 0x8000_0000_0000_0000L)).isInstanceOf(VmiException.class);
    }

    private ResidentPages count(long start, long end) {
        Kernel kernel = guest.kernel(new Symbol("nr_swapfiles", SWAP_FILES, 'b'));
        return new PageCount(kernel, kernel.memory()).count(start, end);
    }
}
