package dev.vmi4j.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.arch.RegisterValues;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MonitorRegistersTest {
    /** Copied from QEMU 7.2. */
    private static final String TEXT = """

            CPU#0
            RAX=000000000001ad40 RBX=0000000000000000 RCX=0000000000000001 RDX=4000000000000000
            R8 =0000000000000000 R9 =000000003457e422 R10=00000000fffffffb R11=0000000000000001
            RIP=ffffffff83c0dfeb RFL=00000246 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=1
            ES =0000 0000000000000000 00000000 00000000
            CS =0010 0000000000000000 ffffffff 00af9b00 DPL=0 CS64 [-RA]
            GS =0000 ffff89278f800000 00000000 00000000
            TR =0040 fffffe0000003000 00004087 00008900 DPL=0 TSS64-avl
            GDT=     fffffe0000001000 0000007f
            IDT=     fffffe0000000000 00000fff
            CR0=80050033 CR2=0000000010c690d0 CR3=00000000028f8000 CR4=00750eb0
            DR0=0000000000000000 DR1=0000000000000000 DR2=0000000000000000 DR3=0000000000000000\s
            DR6=00000000ffff0ff0 DR7=0000000000000400
            EFER=0000000000000d01
            FCW=037f FSW=0000 [ST=0] FTW=00 MXCSR=00001f80
            """;

    @Test
    void everyNameIsGdbsOrTheMonitors() {
        RegisterValues values = MonitorRegisters.parse(TEXT);
        assertThat(values.values())
                .containsEntry("rax", 0x1ad40L)
                .containsEntry("r9", 0x3457e422L)
                .containsEntry("rip", 0xffffffff83c0dfebL)
                .containsEntry("eflags", 0x246L)
                .containsEntry("cs", 0x10L)
                .containsEntry("cs.limit", 0xffffffffL)
                .containsEntry("cs.flags", 0xaf9b00L)
                .containsEntry("gs.base", 0xffff89278f800000L)
                .containsEntry("tr", 0x40L)
                .containsEntry("gdt.base", 0xfffffe0000001000L)
                .containsEntry("idt.limit", 0xfffL)
                .containsEntry("cr3", 0x28f8000L)
                .containsEntry("dr7", 0x400L)
                .containsEntry("efer", 0xd01L);
    }

    @Test
    void hiddenPartsAreKeptBySelector() {
        Map<Long, RegisterValues> seen = new HashMap<>();
        MonitorRegisters.remember(MonitorRegisters.parse(TEXT), seen);
        Map<String, Long> kernel = new HashMap<>();
        assertThat(MonitorRegisters.complete(seen, new RegisterValues(Map.of("cs", 0x10L)), kernel))
                .isTrue();
        assertThat(kernel).containsEntry("cs.flags", 0xaf9b00L).containsEntry("cs.base", 0L);
        Map<String, Long> user = new HashMap<>();
        assertThat(MonitorRegisters.complete(seen, new RegisterValues(Map.of("cs", 0x33L)), user))
                .isFalse();
    }
}
