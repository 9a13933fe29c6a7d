package dev.vmi4j.symbols.vmcoreinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.symbols.MalformedSymbolsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmcoreinfoTest {
    private static final String TEXT = """
            OSRELEASE=6.1.0-50-cloud-amd64
            BUILD-ID=bb603a9147d3efe4744bf83c83eee397c591cc20
            PAGESIZE=4096
            SYMBOL(_stext)=ffffffffafa00000
            SIZE(list_head)=16
            OFFSET(page.lru)=8
            LENGTH(zone.free_area)=11
            NUMBER(phys_base)=-654311424
            NUMBER(kimage_voffset)=0xffffbf11f2000000
            KERNELOFFSET=2ea00000
            CRASHTIME=1700000000
            SYMBOL(broken)=xyz
            KERNELOFFSET=1
            """;

    private final Vmcoreinfo info = Vmcoreinfo.parse(TEXT);

    @Test
    void answersByKind() {
        assertThat(info.osRelease()).isEqualTo("6.1.0-50-cloud-amd64");
        assertThat(info.buildId()).contains("bb603a9147d3efe4744bf83c83eee397c591cc20");
        assertThat(info.pageSize()).hasValue(4096);
        assertThat(info.pointerSize()).hasValue(8);
        assertThat(info.symbol("_stext")).hasValue(0xffff_ffff_afa0_0000L);
        assertThat(info.size("list_head")).hasValue(16);
        assertThat(info.offset("page", "lru")).hasValue(8);
        assertThat(info.length("zone.free_area")).hasValue(11);
        assertThat(info.number("phys_base")).hasValue(-654_311_424);
        assertThat(info.number("kimage_voffset")).hasValue(0xffff_bf11_f200_0000L);
        assertThat(info.kernelOffset()).hasValue(0x2ea0_0000);
        assertThat(info.crashTime()).hasValue(1_700_000_000);
        assertThat(info.entry("PAGESIZE")).contains("4096");
        assertThat(info.entries()).hasSize(12);
        assertThat(info.text()).isEqualTo(TEXT);
        assertThat(info).hasToString("VMCOREINFO of 6.1.0-50-cloud-amd64");
    }

    @Test
    void answersNothingWhereNothingIs() {
        Vmcoreinfo bare = Vmcoreinfo.parse("OSRELEASE=7.2\nBUILD-ID=nonsense\n");
        assertThat(bare.buildId()).isEmpty();
        assertThat(bare.pageSize()).isEmpty();
        assertThat(bare.pointerSize()).isEmpty();
        assertThat(bare.symbol("_stext")).isEmpty();
        assertThat(bare.number("phys_base")).isEmpty();
        assertThat(bare.crashTime()).isEmpty();
        assertThat(info.symbol("broken")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OSRELEASE=",
                "OSRELEASE=%s\n",
                "OSRELEASE=six\n",
                "OSRELEASE=6\n",
                "\nOSRELEASE=6.1\n",
                "X=6.1\n"
            })
    void refusesOtherText(String text) {
        assertThat(Vmcoreinfo.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> Vmcoreinfo.parse(text)).isInstanceOf(MalformedSymbolsException.class);
    }

    @Test
    void refusesTextWithoutEnd() {
        assertThat(Vmcoreinfo.tryParse("OSRELEASE=6.1\n" + "x".repeat(Vmcoreinfo.MAX_LENGTH)))
                .isEmpty();
    }
}
