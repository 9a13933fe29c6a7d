package dev.vmi4j.arch.amd64.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.arch.amd64.Amd64PageTableLevel;
import dev.vmi4j.arch.amd64.Image;
import dev.vmi4j.arch.amd64.registers.Cr0;
import dev.vmi4j.arch.amd64.registers.Cr4;
import dev.vmi4j.arch.amd64.registers.Efer;
import dev.vmi4j.arch.amd64.registers.MemoryType;
import dev.vmi4j.arch.amd64.registers.Pat;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Amd64PagingTest {
    @ParameterizedTest
    @CsvSource({
        // CR0, CR4, EFER as QEMU's "info registers" showed them for real guests
        "80050033, 750eb0, d01, 4-level",
        "80050033, 751eb0, d01, 5-level",
        "80050033, 350ef0, 800, pae",
        "80050033, 350ed0, 0, legacy",
        // by hand: PSE off, paging off, LME before LMA is reported, LA57 without long mode
        "80050033, 350ec0, 0, legacy-no-pse",
        "60000010, 0, 0, none",
        "11, 20, 500, none",
        "80000011, 20, 100, 4-level",
        "80000011, 1020, 0, pae",
    })
    void registersDecideTheMode(String cr0, String cr4, String efer, String expected) {
        PagingMode mode = Amd64Paging.of(new Cr0(hex(cr0)), new Cr4(hex(cr4)), new Efer(hex(efer)));
        assertThat(mode.name()).isEqualTo(expected);
    }

    @Test
    void sameInputsGiveTheSameInstance() {
        Cr0 cr0 = new Cr0(0x8005_0033L);
        Amd64PagingOptions wide = new Amd64PagingOptions(46, 1L << 51, true, false);
        assertThat(Amd64Paging.of(cr0, new Cr4(0x75_0eb0), new Efer(0xd01)))
                .isSameAs(Amd64Paging.FOUR_LEVEL)
                .isSameAs(Amd64Paging.of(cr0, new Cr4(0x37_0ea0), new Efer(0xd00)));
        assertThat(Amd64Paging.of(cr0, new Cr4(0x75_0eb0), new Efer(0xd01), wide))
                .isSameAs(
                        Amd64Paging.of(Amd64PagingKind.FOUR_LEVEL, new Amd64PagingOptions(46, 1L << 51, true, false)));
        assertThat(Amd64Paging.of(cr0, new Cr4(0x75_0eb0), new Efer(0x501))).isNotSameAs(Amd64Paging.FOUR_LEVEL);
    }

    @Test
    void optionsWithoutMeaningDoNotMakeAnotherMode() {
        Amd64PagingOptions odd = new Amd64PagingOptions(40, 1L << 47, false, false);
        assertThat(Amd64Paging.of(Amd64PagingKind.LEGACY, odd)).isSameAs(Amd64Paging.LEGACY);
        assertThat(Amd64Paging.of(Amd64PagingKind.LEGACY_NO_PSE, odd)).isSameAs(Amd64Paging.LEGACY_NO_PSE);
        assertThat(Amd64Paging.of(Amd64PagingKind.NONE, odd)).isSameAs(Amd64Paging.NONE);
        assertThat(Amd64Paging.of(Amd64PagingKind.PAE, Amd64PagingOptions.DEFAULT.withGigabytePages(false)))
                .isSameAs(Amd64Paging.PAE);
    }

    @ParameterizedTest
    @CsvSource({
        // PCID 5 and the no-flush bit; PWT and PCD; LAM_U57; 52 bits
        "FOUR_LEVEL, 800000000a410005, a410000",
        "FOUR_LEVEL, a410018, a410000",
        "FIVE_LEVEL, 200000000a410fff, a410000",
        "FOUR_LEVEL, fffffffffffff, ffffffffff000",
        "PAE, 1c7077f, 1c70760",
        "PAE, ff01c70778, 1c70760",
        "LEGACY, 1016018, 1016000",
        "LEGACY_NO_PSE, ffffffff, fffff000",
        "NONE, 1016000, 0",
    })
    void rootOfCr3(Amd64PagingKind kind, String cr3, String root) {
        assertThat(Amd64Paging.root(Amd64Paging.of(kind), hex(cr3))).isEqualTo(new Pa(hex(root)));
    }

    @Test
    void optionsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Amd64PagingOptions.DEFAULT.withPhysicalWidth(53));
        assertThatIllegalArgumentException().isThrownBy(() -> Amd64PagingOptions.DEFAULT.withPhysicalWidth(31));
        assertThatIllegalArgumentException().isThrownBy(() -> Amd64PagingOptions.DEFAULT.withEncryptionMask(1L << 52));
        assertThatIllegalArgumentException().isThrownBy(() -> Amd64PagingOptions.DEFAULT.withEncryptionMask(0x1000));
    }

    @Test
    void architecture() {
        Amd64 amd64 = Amd64.INSTANCE;
        assertThat(amd64.pageSize()).isEqualTo(0x1000);
        assertThat(amd64.pageMask()).isEqualTo(0xffff_ffff_ffff_f000L);
        assertThat(amd64.pageShift()).isEqualTo(12);
        assertThat(amd64.breakpoint()).isEqualTo(new byte[] {(byte) 0xcc});
        assertThat(amd64.pageTableLevels()).extracting(Enum::name).containsExactly("PML5", "PML4", "PDPT", "PD", "PT");
        assertThat(amd64.pagingModes())
                .extracting(PagingMode::name)
                .containsExactly("4-level", "5-level", "pae", "legacy");
        assertThat(amd64.specialRegisters()).extracting(Enum::name).containsExactly("CR0", "CR3", "CR4", "XCR0");
        assertThat(amd64).hasToString("amd64");
    }

    @ParameterizedTest
    @CsvSource({
        // 0xffff_8123_4567_89ab taken apart by hand
        "PML5, 1ff, ffff000000000000, 1000000000000, 8123456789ab",
        "PML4, 102, ffff810000000000, ffff818000000000, 23456789ab",
        "PDPT, 8d, ffff812340000000, ffff812380000000, 56789ab",
        "PD, 2b, ffff812345600000, ffff812345800000, 789ab",
        "PT, 78, ffff812345678000, ffff812345679000, 9ab",
    })
    void addressArithmeticOfEveryLevel(Amd64PageTableLevel level, String index, String down, String up, String offset) {
        Va va = new Va(0xffff_8123_4567_89abL);
        Amd64 amd64 = Amd64.INSTANCE;
        assertThat(amd64.vaIndex(va, level)).isEqualTo((int) hex(index));
        assertThat(amd64.alignDown(va, level)).isEqualTo(new Va(hex(down)));
        assertThat(amd64.vaOffset(va, level)).isEqualTo(hex(offset));
        if (level != Amd64PageTableLevel.PML5) {
            assertThat(amd64.alignUp(va, level)).isEqualTo(new Va(hex(up)));
        }
    }

    @Test
    void entryBits() {
        Amd64PageTableEntry page =
                new Amd64PageTableEntry(Amd64Paging.FOUR_LEVEL, Amd64PageTableLevel.PT, 0xd000_0000_0dea_d1f9L);
        assertThat(page.present()).isTrue();
        assertThat(page.writable()).isFalse();
        assertThat(page.user()).isFalse();
        assertThat(page.writeThrough()).isTrue();
        assertThat(page.cacheDisabled()).isTrue();
        assertThat(page.accessed()).isTrue();
        assertThat(page.dirty()).isTrue();
        assertThat(page.large()).isFalse();
        assertThat(page.global()).isTrue();
        assertThat(page.pat()).isTrue();
        assertThat(page.patIndex()).isEqualTo(7);
        assertThat(page.protectionKey()).isEqualTo(0xa);
        assertThat(page.noExecute()).isTrue();
        assertThat(page.isLeaf()).isTrue();
        assertThat(page.address()).isEqualTo(new Pa(0xdea_d000));
        assertThat(page.violations()).isZero();
        assertThat(page).hasToString("PT 0xd00000000dead1f9 XG-DACT--");
    }

    @Test
    void entryBitsOfLargePagesAndTables() {
        Amd64PageTableEntry large =
                new Amd64PageTableEntry(Amd64Paging.FOUR_LEVEL, Amd64PageTableLevel.PD, 0x1_2340_10e7L);
        assertThat(large.large()).isTrue();
        assertThat(large.pat()).isTrue();
        assertThat(large.patIndex()).isEqualTo(4);
        assertThat(large.address()).isEqualTo(new Pa(0x1_2340_0000L));
        assertThat(large).hasToString("PD 0x1234010e7 --PDA--UW");
        Amd64PageTableEntry table =
                new Amd64PageTableEntry(Amd64Paging.FOUR_LEVEL, Amd64PageTableLevel.PD, 0x7800_0000_0000_3147L);
        assertThat(table.isLeaf()).isFalse();
        assertThat(table.dirty()).isFalse();
        assertThat(table.global()).isFalse();
        assertThat(table.protectionKey()).isZero();
        assertThat(table.address()).isEqualTo(new Pa(0x3000));
        Amd64PageTableEntry bad = new Amd64PageTableEntry(Amd64Paging.FOUR_LEVEL, Amd64PageTableLevel.PML4, 0x3087);
        assertThat(bad.violations()).isEqualTo(0x80);
        Amd64PageTableEntry absent = new Amd64PageTableEntry(Amd64Paging.FOUR_LEVEL, Amd64PageTableLevel.PML4, 0x3086);
        assertThat(absent.violations()).isZero();
        assertThat(absent.isLeaf()).isFalse();
    }

    /** Linux' PAT on AMD64: WB WC UC- UC WB WP UC- WT. */
    @Test
    void memoryTypes() {
        Pat linux = new Pat(0x0407_0506_0007_0106L);
        List<MemoryType> types = List.of(
                MemoryType.WRITE_BACK,
                MemoryType.WRITE_COMBINING,
                MemoryType.UNCACHED,
                MemoryType.UNCACHEABLE,
                MemoryType.WRITE_BACK,
                MemoryType.WRITE_PROTECTED,
                MemoryType.UNCACHED,
                MemoryType.WRITE_THROUGH);
        for (int i = 0; i < types.size(); i++) {
            long bits = 0x5001 | (i & 1) << 3 | (i & 2) << 3 | (i & 4) << 5;
            Amd64PageTableEntry entry = new Amd64PageTableEntry(Amd64Paging.FOUR_LEVEL, Amd64PageTableLevel.PT, bits);
            assertThat(entry.memoryType(linux)).as("index %d", i).contains(types.get(i));
        }
        assertThat(new Pat(2).type(0)).isEmpty();
        assertThat(Pat.RESET.type(5)).contains(MemoryType.WRITE_THROUGH);
    }

    @Test
    void walkShowsEveryEntry() {
        Image image = new Image(0x10000)
                .put64(0x1008, 0x2007)
                .put64(0x2008, 0x3007)
                .put64(0x3008, 0x4007)
                .put64(0x4008, 0x5063);
        AddressSpace space = AddressSpace.of(image.memory(), Amd64Paging.FOUR_LEVEL, new Pa(0x1000));
        PageWalk walk = space.walk(new Va(0x80_4020_1abcL));
        assertThat(walk.steps())
                .extracting(step -> Amd64PageTableEntry.of(walk.mode(), step).toString())
                .containsExactly(
                        "PML4 0x2007 -------UW", "PDPT 0x3007 -------UW", "PD 0x4007 -------UW", "PT 0x5063 ---DA---W");
        assertThat(space.mappings().stream().map(Mapping::va)).containsExactly(new Va(0x80_4020_1000L));
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }
}
