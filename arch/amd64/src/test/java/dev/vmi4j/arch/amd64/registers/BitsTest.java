package dev.vmi4j.arch.amd64.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bit by its number in the manuals. */
class BitsTest {
    private static <R> void bit(LongFunction<R> make, int bit, Predicate<R> accessor) {
        assertThat(accessor.test(make.apply(1L << bit))).as("bit %d alone", bit).isTrue();
        assertThat(accessor.test(make.apply(~(1L << bit))))
                .as("all but bit %d", bit)
                .isFalse();
    }

    @Test
    void cr0() {
        bit(Cr0::new, 0, Cr0::pe);
        bit(Cr0::new, 1, Cr0::mp);
        bit(Cr0::new, 2, Cr0::em);
        bit(Cr0::new, 3, Cr0::ts);
        bit(Cr0::new, 4, Cr0::et);
        bit(Cr0::new, 5, Cr0::ne);
        bit(Cr0::new, 16, Cr0::wp);
        bit(Cr0::new, 18, Cr0::am);
        bit(Cr0::new, 29, Cr0::nw);
        bit(Cr0::new, 30, Cr0::cd);
        bit(Cr0::new, 31, Cr0::pg);
        assertThat(new Cr0(0x8005_0033L)).hasToString("0x80050033 PE MP ET NE WP AM PG");
    }

    @Test
    void cr3() {
        bit(Cr3::new, 3, Cr3::pwt);
        bit(Cr3::new, 4, Cr3::pcd);
        bit(Cr3::new, 61, Cr3::lamU57);
        bit(Cr3::new, 62, Cr3::lamU48);
    }

    @Test
    void cr4() {
        bit(Cr4::new, 0, Cr4::vme);
        bit(Cr4::new, 1, Cr4::pvi);
        bit(Cr4::new, 2, Cr4::tsd);
        bit(Cr4::new, 3, Cr4::de);
        bit(Cr4::new, 4, Cr4::pse);
        bit(Cr4::new, 5, Cr4::pae);
        bit(Cr4::new, 6, Cr4::mce);
        bit(Cr4::new, 7, Cr4::pge);
        bit(Cr4::new, 8, Cr4::pce);
        bit(Cr4::new, 9, Cr4::osfxsr);
        bit(Cr4::new, 10, Cr4::osxmmexcpt);
        bit(Cr4::new, 11, Cr4::umip);
        bit(Cr4::new, 12, Cr4::la57);
        bit(Cr4::new, 13, Cr4::vmxe);
        bit(Cr4::new, 14, Cr4::smxe);
        bit(Cr4::new, 16, Cr4::fsgsbase);
        bit(Cr4::new, 17, Cr4::pcide);
        bit(Cr4::new, 18, Cr4::osxsave);
        bit(Cr4::new, 19, Cr4::kl);
        bit(Cr4::new, 20, Cr4::smep);
        bit(Cr4::new, 21, Cr4::smap);
        bit(Cr4::new, 22, Cr4::pke);
        bit(Cr4::new, 23, Cr4::cet);
        bit(Cr4::new, 24, Cr4::pks);
        bit(Cr4::new, 25, Cr4::uintr);
        bit(Cr4::new, 27, Cr4::lass);
        bit(Cr4::new, 28, Cr4::lamSup);
        bit(Cr4::new, 32, Cr4::fred);
    }

    @Test
    void efer() {
        bit(Efer::new, 0, Efer::sce);
        bit(Efer::new, 8, Efer::lme);
        bit(Efer::new, 10, Efer::lma);
        bit(Efer::new, 11, Efer::nxe);
        bit(Efer::new, 12, Efer::svme);
        bit(Efer::new, 13, Efer::lmsle);
        bit(Efer::new, 14, Efer::ffxsr);
        bit(Efer::new, 15, Efer::tce);
        bit(Efer::new, 17, Efer::mcommit);
        bit(Efer::new, 18, Efer::intwb);
        bit(Efer::new, 20, Efer::uaie);
        bit(Efer::new, 21, Efer::aibrse);
        assertThat(new Efer(0xd01)).hasToString("0xd01 SCE LME LMA NXE");
    }

    @Test
    void rflags() {
        bit(Rflags::new, 0, Rflags::cf);
        bit(Rflags::new, 2, Rflags::pf);
        bit(Rflags::new, 4, Rflags::af);
        bit(Rflags::new, 6, Rflags::zf);
        bit(Rflags::new, 7, Rflags::sf);
        bit(Rflags::new, 8, Rflags::tf);
        bit(Rflags::new, 9, Rflags::interruptsEnabled);
        bit(Rflags::new, 10, Rflags::df);
        bit(Rflags::new, 11, Rflags::of);
        bit(Rflags::new, 14, Rflags::nt);
        bit(Rflags::new, 16, Rflags::rf);
        bit(Rflags::new, 17, Rflags::vm);
        bit(Rflags::new, 18, Rflags::ac);
        bit(Rflags::new, 19, Rflags::vif);
        bit(Rflags::new, 20, Rflags::vip);
        bit(Rflags::new, 21, Rflags::id);
        assertThat(new Rflags(0x3000).iopl()).isEqualTo(3);
        assertThat(new Rflags(0x1000).iopl()).isEqualTo(1);
    }

    @Test
    void xcr0() {
        bit(Xcr0::new, 0, Xcr0::x87);
        bit(Xcr0::new, 1, Xcr0::sse);
        bit(Xcr0::new, 2, Xcr0::avx);
        bit(Xcr0::new, 3, Xcr0::bndregs);
        bit(Xcr0::new, 4, Xcr0::bndcsr);
        bit(Xcr0::new, 5, Xcr0::opmask);
        bit(Xcr0::new, 6, Xcr0::zmmHi256);
        bit(Xcr0::new, 7, Xcr0::hi16Zmm);
        bit(Xcr0::new, 9, Xcr0::pkru);
        bit(Xcr0::new, 17, Xcr0::tilecfg);
        bit(Xcr0::new, 18, Xcr0::tiledata);
        bit(Xcr0::new, 19, Xcr0::apx);
        bit(Xcr0::new, 62, Xcr0::lwp);
    }

    @Test
    void debugStatus() {
        bit(Dr6::new, 0, Dr6::b0);
        bit(Dr6::new, 1, Dr6::b1);
        bit(Dr6::new, 2, Dr6::b2);
        bit(Dr6::new, 3, Dr6::b3);
        bit(Dr6::new, 11, Dr6::bld);
        bit(Dr6::new, 13, Dr6::bd);
        bit(Dr6::new, 14, Dr6::bs);
        bit(Dr6::new, 15, Dr6::bt);
        bit(Dr6::new, 16, Dr6::rtm);
        bit(Dr6::new, 2, dr6 -> dr6.hit(2));
        assertThatThrownBy(() -> new Dr6(0).hit(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void debugControl() {
        bit(Dr7::new, 0, Dr7::l0);
        bit(Dr7::new, 1, Dr7::g0);
        bit(Dr7::new, 2, Dr7::l1);
        bit(Dr7::new, 3, Dr7::g1);
        bit(Dr7::new, 4, Dr7::l2);
        bit(Dr7::new, 5, Dr7::g2);
        bit(Dr7::new, 6, Dr7::l3);
        bit(Dr7::new, 7, Dr7::g3);
        bit(Dr7::new, 8, Dr7::le);
        bit(Dr7::new, 9, Dr7::ge);
        bit(Dr7::new, 11, Dr7::rtm);
        bit(Dr7::new, 13, Dr7::gd);
    }

    /** R/W and LEN of breakpoint 0 in bits 16 to 19, of breakpoint 3 in bits 28 to 31. */
    @ParameterizedTest
    @CsvSource({
        "00000000, 0, false, EXECUTE, 1",
        "000d0001, 0, true, WRITE, 4",
        "00700008, 1, true, READ_WRITE, 2",
        "0a000000, 2, false, IO, 8",
        "90000040, 3, true, WRITE, 8",
    })
    void hardwareBreakpoints(String value, int index, boolean set, Dr7.Condition condition, int length) {
        Dr7 dr7 = new Dr7(Long.parseLong(value, 16));
        assertThat(dr7.enabled(index)).isEqualTo(set);
        assertThat(dr7.condition(index)).isEqualTo(condition);
        assertThat(dr7.length(index)).isEqualTo(length);
    }

    @Test
    void segmentAttributes() {
        bit(SegmentAttributes::new, 4, SegmentAttributes::s);
        bit(SegmentAttributes::new, 7, SegmentAttributes::p);
        bit(SegmentAttributes::new, 12, SegmentAttributes::avl);
        bit(SegmentAttributes::new, 13, SegmentAttributes::l);
        bit(SegmentAttributes::new, 14, SegmentAttributes::db);
        bit(SegmentAttributes::new, 15, SegmentAttributes::g);
        assertThat(SegmentAttributes.ofDescriptor(0x048f_93d3)).isEqualTo(new SegmentAttributes(0x8093));
    }

    @ParameterizedTest
    @CsvSource({
        // attributes, code, data, readable, writable, conforming, expand-down, accessed, privilege level
        "9b, true, false, true, false, false, false, true, 0",
        "98, true, false, false, false, false, false, false, 0",
        "fe, true, false, true, false, true, false, false, 3",
        "93, false, true, true, true, false, false, true, 0",
        "b4, false, true, true, false, false, true, false, 1",
        "8b, false, false, false, false, false, false, false, 0",
    })
    void segmentTypes(
            String value,
            boolean code,
            boolean data,
            boolean readable,
            boolean writable,
            boolean conforming,
            boolean expandDown,
            boolean accessed,
            int dpl) {
        SegmentAttributes attributes = new SegmentAttributes(Long.parseLong(value, 16));
        assertThat(attributes.isCode()).isEqualTo(code);
        assertThat(attributes.isData()).isEqualTo(data);
        assertThat(attributes.readable()).isEqualTo(readable);
        assertThat(attributes.writable()).isEqualTo(writable);
        assertThat(attributes.conforming()).isEqualTo(conforming);
        assertThat(attributes.expandDown()).isEqualTo(expandDown);
        assertThat(attributes.accessed()).isEqualTo(accessed);
        assertThat(attributes.dpl()).isEqualTo(dpl);
    }

    @Test
    void systemTypes() {
        assertThat(new SegmentAttributes(0x8b).systemType()).contains(SystemType.TSS_BUSY);
        assertThat(new SegmentAttributes(0x82).systemType()).contains(SystemType.LDT);
        assertThat(new SegmentAttributes(0x8e).systemType()).contains(SystemType.INTERRUPT_GATE);
        assertThat(new SegmentAttributes(0x80).systemType()).isEmpty();
        assertThat(new SegmentAttributes(0x9b).systemType()).isEmpty();
        for (int reserved : new int[] {0, 8, 10, 13}) {
            assertThat(SystemType.of(reserved)).isEmpty();
        }
        assertThat(SystemType.TASK_GATE.isGate()).isTrue();
        assertThat(SystemType.LDT.isGate()).isFalse();
        assertThat(SystemType.CALL_GATE16.is16Bit()).isTrue();
        assertThat(SystemType.TASK_GATE.is16Bit()).isFalse();
    }

    @Test
    void selectors() {
        Selector selector = new Selector(0x2f);
        assertThat(selector.index()).isEqualTo(5);
        assertThat(selector.local()).isTrue();
        assertThat(selector.rpl()).isEqualTo(3);
        assertThat(selector).hasToString("0x2f");
        assertThatIllegalArgumentException().isThrownBy(() -> new Selector(0x1_0000));
        assertThatIllegalArgumentException().isThrownBy(() -> new Selector(-1));
    }

    @Test
    void modelSpecificRegisterNumbers() {
        assertThat(Msr.of(0xc000_0082)).contains(Msr.LSTAR);
        assertThat(Msr.of(0x174)).contains(Msr.SYSENTER_CS);
        assertThat(Msr.of(0xc000_0102)).contains(Msr.KERNEL_GS_BASE);
        assertThat(Msr.of(0x277)).contains(Msr.PAT);
        assertThat(Msr.of(0x12345)).isEmpty();
        assertThat(Msr.describe(0xc000_0103)).isEqualTo("TSC_AUX");
        assertThat(Msr.describe(0xc000_1234)).isEqualTo("MSR 0xc0001234");
        assertThat(MemoryType.WRITE_BACK.mnemonic()).isEqualTo("WB");
    }
}
