package dev.vmi4j.arch.aarch64.registers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Every bit and field by its place in the manual. */
class BitsTest {
    private static <R> void bit(LongFunction<R> make, int bit, Predicate<R> accessor) {
        assertThat(accessor.test(make.apply(1L << bit))).as("bit %d alone", bit).isTrue();
        assertThat(accessor.test(make.apply(~(1L << bit))))
                .as("all but bit %d", bit)
                .isFalse();
    }

    private static <R> void field(LongFunction<R> make, int high, int low, ToLongFunction<R> accessor) {
        long mask = -1L >>> 63 - (high - low);
        assertThat(accessor.applyAsLong(make.apply(mask << low)))
                .as("bits %d to %d", high, low)
                .isEqualTo(mask);
        assertThat(accessor.applyAsLong(make.apply(~(mask << low))))
                .as("all but bits %d to %d", high, low)
                .isZero();
        assertThat(accessor.applyAsLong(make.apply(1L << low)))
                .as("bit %d", low)
                .isEqualTo(1);
    }

    @Test
    void pstate() {
        bit(Pstate::new, 31, Pstate::n);
        bit(Pstate::new, 30, Pstate::z);
        bit(Pstate::new, 29, Pstate::c);
        bit(Pstate::new, 28, Pstate::v);
        bit(Pstate::new, 25, Pstate::tco);
        bit(Pstate::new, 24, Pstate::dit);
        bit(Pstate::new, 23, Pstate::uao);
        bit(Pstate::new, 22, Pstate::pan);
        bit(Pstate::new, 21, Pstate::ss);
        bit(Pstate::new, 20, Pstate::il);
        bit(Pstate::new, 12, Pstate::ssbs);
        field(Pstate::new, 11, 10, Pstate::btype);
        bit(Pstate::new, 9, Pstate::d);
        bit(Pstate::new, 8, Pstate::a);
        bit(Pstate::new, 7, Pstate::i);
        bit(Pstate::new, 6, Pstate::f);
        bit(Pstate::new, 4, Pstate::nrw);
    }

    @Test
    void tcr() {
        field(Tcr::new, 5, 0, Tcr::t0sz);
        bit(Tcr::new, 7, Tcr::epd0);
        field(Tcr::new, 9, 8, Tcr::irgn0);
        field(Tcr::new, 11, 10, Tcr::orgn0);
        field(Tcr::new, 13, 12, Tcr::sh0);
        field(Tcr::new, 15, 14, Tcr::tg0);
        field(Tcr::new, 21, 16, Tcr::t1sz);
        bit(Tcr::new, 22, Tcr::a1);
        bit(Tcr::new, 23, Tcr::epd1);
        field(Tcr::new, 25, 24, Tcr::irgn1);
        field(Tcr::new, 27, 26, Tcr::orgn1);
        field(Tcr::new, 29, 28, Tcr::sh1);
        field(Tcr::new, 31, 30, Tcr::tg1);
        field(Tcr::new, 34, 32, Tcr::ips);
        bit(Tcr::new, 36, Tcr::as);
        bit(Tcr::new, 37, Tcr::tbi0);
        bit(Tcr::new, 38, Tcr::tbi1);
        bit(Tcr::new, 39, Tcr::ha);
        bit(Tcr::new, 40, Tcr::hd);
        bit(Tcr::new, 41, Tcr::hpd0);
        bit(Tcr::new, 42, Tcr::hpd1);
        bit(Tcr::new, 51, Tcr::tbid0);
        bit(Tcr::new, 52, Tcr::tbid1);
        bit(Tcr::new, 53, Tcr::nfd0);
        bit(Tcr::new, 54, Tcr::nfd1);
        bit(Tcr::new, 55, Tcr::e0pd0);
        bit(Tcr::new, 56, Tcr::e0pd1);
        bit(Tcr::new, 57, Tcr::tcma0);
        bit(Tcr::new, 58, Tcr::tcma1);
        bit(Tcr::new, 59, Tcr::ds);
        bit(Tcr::new, 60, Tcr::mtx0);
        bit(Tcr::new, 61, Tcr::mtx1);
    }

    @Test
    void tcr2() {
        bit(Tcr2::new, 0, Tcr2::pnch);
        bit(Tcr2::new, 1, Tcr2::pie);
        bit(Tcr2::new, 2, Tcr2::e0poe);
        bit(Tcr2::new, 3, Tcr2::poe);
        bit(Tcr2::new, 4, Tcr2::aie);
        bit(Tcr2::new, 5, Tcr2::d128);
        bit(Tcr2::new, 10, Tcr2::pttwi);
        bit(Tcr2::new, 11, Tcr2::haft);
        bit(Tcr2::new, 14, Tcr2::disch0);
        bit(Tcr2::new, 15, Tcr2::disch1);
    }

    @Test
    void ttbr() {
        bit(Ttbr::new, 0, Ttbr::cnp);
        field(Ttbr::new, 63, 48, Ttbr::asid);
    }

    @Test
    void sctlr() {
        bit(Sctlr::new, 0, Sctlr::m);
        bit(Sctlr::new, 1, Sctlr::a);
        bit(Sctlr::new, 2, Sctlr::c);
        bit(Sctlr::new, 3, Sctlr::sa);
        bit(Sctlr::new, 4, Sctlr::sa0);
        bit(Sctlr::new, 5, Sctlr::cp15ben);
        bit(Sctlr::new, 6, Sctlr::naa);
        bit(Sctlr::new, 7, Sctlr::itd);
        bit(Sctlr::new, 8, Sctlr::sed);
        bit(Sctlr::new, 9, Sctlr::uma);
        bit(Sctlr::new, 11, Sctlr::eos);
        bit(Sctlr::new, 12, Sctlr::i);
        bit(Sctlr::new, 13, Sctlr::endb);
        bit(Sctlr::new, 14, Sctlr::dze);
        bit(Sctlr::new, 15, Sctlr::uct);
        bit(Sctlr::new, 16, Sctlr::ntwi);
        bit(Sctlr::new, 18, Sctlr::ntwe);
        bit(Sctlr::new, 19, Sctlr::wxn);
        bit(Sctlr::new, 21, Sctlr::iesb);
        bit(Sctlr::new, 22, Sctlr::eis);
        bit(Sctlr::new, 23, Sctlr::span);
        bit(Sctlr::new, 24, Sctlr::e0e);
        bit(Sctlr::new, 25, Sctlr::ee);
        bit(Sctlr::new, 26, Sctlr::uci);
        bit(Sctlr::new, 27, Sctlr::enda);
        bit(Sctlr::new, 30, Sctlr::enib);
        bit(Sctlr::new, 31, Sctlr::enia);
        bit(Sctlr::new, 35, Sctlr::bt0);
        bit(Sctlr::new, 36, Sctlr::bt1);
        bit(Sctlr::new, 37, Sctlr::itfsb);
        field(Sctlr::new, 39, 38, Sctlr::tcf0);
        field(Sctlr::new, 41, 40, Sctlr::tcf);
        bit(Sctlr::new, 42, Sctlr::ata0);
        bit(Sctlr::new, 43, Sctlr::ata);
        bit(Sctlr::new, 44, Sctlr::dssbs);
        bit(Sctlr::new, 57, Sctlr::epan);
    }

    @Test
    void mair() {
        field(Mair::new, 7, 0, Mair::attr0);
        field(Mair::new, 15, 8, Mair::attr1);
        field(Mair::new, 23, 16, Mair::attr2);
        field(Mair::new, 31, 24, Mair::attr3);
        field(Mair::new, 39, 32, Mair::attr4);
        field(Mair::new, 47, 40, Mair::attr5);
        field(Mair::new, 55, 48, Mair::attr6);
        field(Mair::new, 63, 56, Mair::attr7);
    }

    @Test
    void par() {
        bit(Par::new, 0, Par::f);
        field(Par::new, 6, 1, Par::fst);
        field(Par::new, 8, 7, Par::sh);
        bit(Par::new, 9, Par::ns);
        field(Par::new, 63, 56, Par::attr);
    }

    @Test
    void contextId() {
        field(ContextId::new, 31, 0, ContextId::procid);
    }

    @Test
    void idAa64mmfr0() {
        field(IdAa64mmfr0::new, 3, 0, IdAa64mmfr0::paRange);
        field(IdAa64mmfr0::new, 7, 4, IdAa64mmfr0::asidBits);
        field(IdAa64mmfr0::new, 11, 8, IdAa64mmfr0::bigEnd);
        field(IdAa64mmfr0::new, 15, 12, IdAa64mmfr0::snsMem);
        field(IdAa64mmfr0::new, 19, 16, IdAa64mmfr0::bigEndEl0);
        field(IdAa64mmfr0::new, 23, 20, IdAa64mmfr0::tGran16);
        field(IdAa64mmfr0::new, 27, 24, IdAa64mmfr0::tGran64);
        field(IdAa64mmfr0::new, 31, 28, IdAa64mmfr0::tGran4);
        field(IdAa64mmfr0::new, 35, 32, IdAa64mmfr0::tGran16Stage2);
        field(IdAa64mmfr0::new, 39, 36, IdAa64mmfr0::tGran64Stage2);
        field(IdAa64mmfr0::new, 43, 40, IdAa64mmfr0::tGran4Stage2);
        field(IdAa64mmfr0::new, 47, 44, IdAa64mmfr0::exs);
        field(IdAa64mmfr0::new, 59, 56, IdAa64mmfr0::fgt);
        field(IdAa64mmfr0::new, 63, 60, IdAa64mmfr0::ecv);
    }

    @Test
    void idAa64mmfr1() {
        field(IdAa64mmfr1::new, 3, 0, IdAa64mmfr1::hafdbs);
        field(IdAa64mmfr1::new, 7, 4, IdAa64mmfr1::vmidBits);
        field(IdAa64mmfr1::new, 11, 8, IdAa64mmfr1::vh);
        field(IdAa64mmfr1::new, 15, 12, IdAa64mmfr1::hpds);
        field(IdAa64mmfr1::new, 19, 16, IdAa64mmfr1::lo);
        field(IdAa64mmfr1::new, 23, 20, IdAa64mmfr1::pan);
        field(IdAa64mmfr1::new, 27, 24, IdAa64mmfr1::specSei);
        field(IdAa64mmfr1::new, 31, 28, IdAa64mmfr1::xnx);
        field(IdAa64mmfr1::new, 35, 32, IdAa64mmfr1::twed);
        field(IdAa64mmfr1::new, 39, 36, IdAa64mmfr1::ets);
        field(IdAa64mmfr1::new, 43, 40, IdAa64mmfr1::hcx);
        field(IdAa64mmfr1::new, 47, 44, IdAa64mmfr1::afp);
        field(IdAa64mmfr1::new, 51, 48, IdAa64mmfr1::nTlbpa);
        field(IdAa64mmfr1::new, 55, 52, IdAa64mmfr1::tidcp1);
        field(IdAa64mmfr1::new, 59, 56, IdAa64mmfr1::cmow);
        field(IdAa64mmfr1::new, 63, 60, IdAa64mmfr1::ecbhb);
    }

    @Test
    void idAa64mmfr2() {
        field(IdAa64mmfr2::new, 3, 0, IdAa64mmfr2::cnp);
        field(IdAa64mmfr2::new, 7, 4, IdAa64mmfr2::uao);
        field(IdAa64mmfr2::new, 11, 8, IdAa64mmfr2::lsm);
        field(IdAa64mmfr2::new, 15, 12, IdAa64mmfr2::iesb);
        field(IdAa64mmfr2::new, 19, 16, IdAa64mmfr2::vaRange);
        field(IdAa64mmfr2::new, 23, 20, IdAa64mmfr2::ccidx);
        field(IdAa64mmfr2::new, 27, 24, IdAa64mmfr2::nv);
        field(IdAa64mmfr2::new, 31, 28, IdAa64mmfr2::st);
        field(IdAa64mmfr2::new, 35, 32, IdAa64mmfr2::at);
        field(IdAa64mmfr2::new, 39, 36, IdAa64mmfr2::ids);
        field(IdAa64mmfr2::new, 43, 40, IdAa64mmfr2::fwb);
        field(IdAa64mmfr2::new, 51, 48, IdAa64mmfr2::ttl);
        field(IdAa64mmfr2::new, 55, 52, IdAa64mmfr2::bbm);
        field(IdAa64mmfr2::new, 59, 56, IdAa64mmfr2::evt);
        field(IdAa64mmfr2::new, 63, 60, IdAa64mmfr2::e0pd);
    }

    @Test
    void breakpointControl() {
        bit(BreakpointControl::new, 0, BreakpointControl::e);
        field(BreakpointControl::new, 2, 1, BreakpointControl::pmc);
        field(BreakpointControl::new, 8, 5, BreakpointControl::bas);
        bit(BreakpointControl::new, 13, BreakpointControl::hmc);
        field(BreakpointControl::new, 15, 14, BreakpointControl::ssc);
        field(BreakpointControl::new, 19, 16, BreakpointControl::lbn);
        field(BreakpointControl::new, 23, 20, BreakpointControl::bt);
    }

    @Test
    void watchpointControl() {
        bit(WatchpointControl::new, 0, WatchpointControl::e);
        field(WatchpointControl::new, 2, 1, WatchpointControl::pac);
        field(WatchpointControl::new, 4, 3, WatchpointControl::lsc);
        field(WatchpointControl::new, 12, 5, WatchpointControl::bas);
        bit(WatchpointControl::new, 13, WatchpointControl::hmc);
        field(WatchpointControl::new, 15, 14, WatchpointControl::ssc);
        field(WatchpointControl::new, 19, 16, WatchpointControl::lbn);
        bit(WatchpointControl::new, 20, WatchpointControl::wt);
        field(WatchpointControl::new, 28, 24, WatchpointControl::mask);
    }

    @Test
    void mdscr() {
        bit(Mdscr::new, 0, Mdscr::ss);
        bit(Mdscr::new, 12, Mdscr::tdcc);
        bit(Mdscr::new, 13, Mdscr::kde);
        bit(Mdscr::new, 15, Mdscr::mde);
    }

    @Test
    void theyShowWhatIsSet() {
        assertThat(new Pstate(0x6040_00c5L)).hasToString("0x604000c5 Z C PAN I F");
        assertThat(new Tcr(0x10_0010)).hasToString("0x100010 T0SZ=16 T1SZ=16");
        assertThat(new Ttbr(0x0042_0000_4100_0001L)).hasToString("0x42000041000001 CnP ASID=66");
    }

    @Test
    void pstateLevelsAndStacks() {
        assertThat(new Pstate(0x3c5).exceptionLevel()).isEqualTo(1);
        assertThat(new Pstate(0x3c5).sp()).isTrue();
        assertThat(new Pstate(0x3c4).sp()).isFalse();
        assertThat(new Pstate(0x3c9).exceptionLevel()).isEqualTo(2);
        assertThat(new Pstate(0x10).exceptionLevel()).isZero();
        assertThat(new Pstate(0x1f).exceptionLevel()).isZero();
        assertThat(new Pstate(0x1f).sp()).isFalse();
    }
}
