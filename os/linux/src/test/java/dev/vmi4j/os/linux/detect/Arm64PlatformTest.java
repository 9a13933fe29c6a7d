package dev.vmi4j.os.linux.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vmi4j.arch.aarch64.Aarch64;
import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import org.junit.jupiter.api.Test;

class Arm64PlatformTest {
    private static final LinuxPlatform PLATFORM = new Arm64Platform();

    /** Of a real guest; its root table was at 0x4157b000. */
    private static final Vmcoreinfo INFO = Vmcoreinfo.parse("""
            OSRELEASE=6.1.0-50-cloud-arm64
            SYMBOL(swapper_pg_dir)=ffffd0cacb17b000
            NUMBER(kimage_voffset)=0xffffd0ca89c00000
            KERNELOFFSET=50cac1e00000
            """);

    @Test
    void everyGranuleOfOneArchitecture() {
        assertThat(Aarch64.all()).allMatch(PLATFORM::serves);
        assertThat(PLATFORM.serves(Amd64.INSTANCE)).isFalse();
    }

    @Test
    void theImageLiesAtADistance() {
        assertThat(PLATFORM.roots(INFO)).containsExactly(0x4157_b000L);
        assertThat(PLATFORM.physical(INFO, 0xffff_d0ca_cad6_a1e0L)).hasValue(0x4116_a1e0L);
        assertThat(PLATFORM.layout(INFO))
                .extracting(Finding::what, Finding::value)
                .contains(tuple("kaslr slide", "0x50cac1e00000"), tuple("kimage_voffset", "0xffffd0ca89c00000"));
    }

    @Test
    void nothingIsKnownWithoutTheDistance() {
        Vmcoreinfo silent = Vmcoreinfo.parse("OSRELEASE=6.1.0\nSYMBOL(swapper_pg_dir)=ffff800008000000\n");
        assertThat(PLATFORM.roots(silent)).isEmpty();
        assertThat(PLATFORM.physical(silent, 0xffff_8000_0800_0000L)).isEmpty();
        assertThat(PLATFORM.layout(silent)).isEmpty();
    }

    /** {@code PAGE_NONE}: to 6.10 with bit 58, {@code PTE_PROT_NONE}; from 6.11 on with bit 11 of an invalid entry. */
    @Test
    void protectionsTellTheSoftwareBits() {
        SoftwareBits own = bitsWith(0x0460_0000_0000_0c40L);
        assertThat(own.isInaccessible(1L << 58)).isTrue();
        assertThat(own.isInaccessible(1L << 11)).isFalse();
        SoftwareBits shared = bitsWith(0x0060_0000_0000_0c40L);
        assertThat(shared.isInaccessible(1L << 58)).isFalse();
        assertThat(shared.isInaccessible(1L << 11)).isTrue();
        assertThat(shared.isSpecial(1L << 56)).isTrue();
        assertThat(PLATFORM.softwareBits(new SyntheticKernel().kernel())).isEmpty();
    }

    private static SoftwareBits bitsWith(long none) {
        SyntheticKernel kernel = new SyntheticKernel();
        kernel.put(SyntheticKernel.BASE + 0x100, none);
        return PLATFORM.softwareBits(kernel.kernel(new Symbol("protection_map", SyntheticKernel.BASE + 0x100, 'd')))
                .orElseThrow();
    }
}
