package dev.vmi4j.arch.amd64.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.arch.amd64.Image;
import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.arch.amd64.registers.SegmentAttributes;
import dev.vmi4j.arch.amd64.registers.SegmentRegister;
import dev.vmi4j.arch.amd64.registers.Selector;
import dev.vmi4j.arch.amd64.registers.SystemType;
import dev.vmi4j.arch.amd64.registers.TableRegister;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.UnknownRegisterException;
import dev.vmi4j.core.paging.AddressSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Descriptors put together by hand after the figures of the manuals. */
class DescriptorTest {
    private static final SegmentAttributes TSS = new SegmentAttributes(0x8b);

    private static TableRegister table(long base, int limit) {
        return new TableRegister(new Va(base), limit);
    }

    /** Handler 0xffff_ffff_8120_0990, CS 0x10, present interrupt gate, DPL 3, IST 2. */
    @Test
    void gateOfLongMode() {
        Gate gate = new Gate(0x8120_ee02_0010_0990L, 0xffff_ffffL);
        assertThat(gate.type()).contains(SystemType.INTERRUPT_GATE);
        assertThat(gate.selector()).isEqualTo(new Selector(0x10));
        assertThat(gate.offset()).isEqualTo(new Va(0xffff_ffff_8120_0990L));
        assertThat(gate.dpl()).isEqualTo(3);
        assertThat(gate.ist()).isEqualTo(2);
        assertThat(gate.present()).isTrue();
    }

    @Test
    void gatesOfProtectedMode() {
        Gate trap = new Gate(0xc7a1_8f00_0060_1234L, 0);
        assertThat(trap.type()).contains(SystemType.TRAP_GATE);
        assertThat(trap.offset()).isEqualTo(new Va(0xc7a1_1234L));
        Gate task = new Gate(0x0000_8500_00f8_0000L, 0);
        assertThat(task.type()).contains(SystemType.TASK_GATE);
        assertThat(task.selector()).isEqualTo(new Selector(0xf8));
        assertThat(task.offset()).isEqualTo(Va.ZERO);
        Gate small = new Gate(0xffff_8600_0008_1234L, 0);
        assertThat(small.type()).contains(SystemType.INTERRUPT_GATE16);
        assertThat(small.offset()).isEqualTo(new Va(0x1234));
        assertThat(new Gate(0x0000_9b00_0000_0000L, 0).type()).isEmpty();
        assertThat(new Gate(0, 0).present()).isFalse();
    }

    @Test
    void interruptTableIsBoundedByItsLimit() {
        Image image = new Image(0x3000).put64(0x10e0, 0x8120_8e00_0010_0b80L).put64(0x10e8, 0xffff_ffffL);
        var memory = image.memory();
        List<InterruptTable.Row> rows = InterruptTable.read(memory, table(0x1000, 0xfff), DescriptorWidth.LONG)
                .rows();
        assertThat(rows).hasSize(256);
        assertThat(rows.get(14).mnemonic()).isEqualTo("#PF");
        assertThat(rows.get(14).address()).isEqualTo(new Va(0x10e0));
        assertThat(rows.get(14).gate().orElseThrow().offset()).isEqualTo(new Va(0xffff_ffff_8120_0b80L));
        assertThat(rows.get(15).mnemonic()).isEqualTo("reserved");
        assertThat(rows.get(128).mnemonic()).isEqualTo("INT 0x80");
        assertThat(InterruptTable.read(memory, table(0x1000, 0xffff), DescriptorWidth.LONG)
                        .rows())
                .hasSize(256);
        assertThat(InterruptTable.read(memory, table(0x1000, 0xfe), DescriptorWidth.LONG)
                        .rows())
                .hasSize(15);
        assertThat(InterruptTable.read(memory, table(0x1000, 0xfe), DescriptorWidth.LEGACY)
                        .rows())
                .hasSize(31);
        assertThat(InterruptTable.read(memory, table(0x1000, 0), DescriptorWidth.LEGACY)
                        .rows())
                .isEmpty();
    }

    @Test
    void rowsThatCannotBeReadSaySo() {
        var memory = new Image(0x1040).memory();
        List<InterruptTable.Row> rows = InterruptTable.read(memory, table(0x1000, 0xff), DescriptorWidth.LONG)
                .rows();
        assertThat(rows).hasSize(16);
        assertThat(rows.get(3).gate()).isPresent();
        assertThat(rows.get(4).gate()).isEmpty();
        AddressSpace empty = AddressSpace.of(memory, Amd64Paging.FOUR_LEVEL, Pa.ZERO);
        assertThat(InterruptTable.read(empty, table(-8, 0xff), DescriptorWidth.LONG)
                        .rows())
                .hasSize(16)
                .allSatisfy(row -> assertThat(row.gate()).isEmpty());
        assertThat(SegmentTable.global(empty, table(0x8000_0000_0000_0000L, 0xffff), DescriptorWidth.LONG)
                        .rows())
                .hasSize(8192);
    }

    @Test
    void segmentDescriptor() {
        // base 0x12345678, limit 0xabcde pages, 32-bit code, readable, DPL 3
        SegmentDescriptor code = new SegmentDescriptor(0x12ca_fa34_5678_bcdeL, 0);
        assertThat(code.base()).isEqualTo(new Va(0x1234_5678));
        assertThat(code.limit()).isEqualTo(0xabcd_efffL);
        assertThat(code.attributes()).isEqualTo(new SegmentAttributes(0xc0fa));
        assertThat(code.isNull()).isFalse();
        SegmentRegister loaded = code.load(new Selector(0x1b));
        assertThat(loaded.selector()).isEqualTo(new Selector(0x1b));
        assertThat(loaded.base()).hasValue(0x1234_5678);
        assertThat(new SegmentDescriptor(0x000f_9a00_0000_ffffL, 0).limit()).isEqualTo(0xf_ffff);
        assertThat(new SegmentDescriptor(0, 0).isNull()).isTrue();
    }

    /** A call gate is a descriptor of a GDT too. */
    @Test
    void callGate() {
        Gate gate = new SegmentDescriptor(0x0012_ec00_0010_3456L, 0xffff_8000).gate();
        assertThat(gate.type()).contains(SystemType.CALL_GATE);
        assertThat(gate.offset()).isEqualTo(new Va(0xffff_8000_0012_3456L));
    }

    /** The GDT of Linux on AMD64: a TSS of 16 bytes at selector 0x40, the CPU's number at 0x78. */
    @Test
    void globalTableOfLongMode() {
        Image image = new Image(0x2000)
                .put64(0x1010, 0x00af_9b00_0000_ffffL)
                .put64(0x1040, 0x0000_8b00_3000_4087L)
                .put64(0x1048, 0xffff_fe00L)
                .put64(0x1078, 0x0040_f500_0000_0001L);
        SegmentTable gdt = SegmentTable.global(image.memory(), table(0x1000, 0x7f), DescriptorWidth.LONG);
        assertThat(gdt.rows()).hasSize(15);
        SegmentDescriptor code =
                gdt.row(new Selector(0x13)).orElseThrow().descriptor().orElseThrow();
        assertThat(code.limit()).isEqualTo(0xffff_ffffL);
        assertThat(code.attributes().l()).isTrue();
        SegmentDescriptor tss =
                gdt.row(new Selector(0x40)).orElseThrow().descriptor().orElseThrow();
        assertThat(tss.base()).isEqualTo(new Va(0xffff_fe00_0000_3000L));
        assertThat(tss.limit()).isEqualTo(0x4087);
        assertThat(tss.attributes().systemType()).contains(SystemType.TSS_BUSY);
        assertThat(gdt.row(new Selector(0x48))).isEmpty();
        assertThat(gdt.row(new Selector(0x78)).orElseThrow().address()).isEqualTo(new Va(0x1078));
        assertThat(gdt.row(new Selector(0x80))).isEmpty();
    }

    @Test
    void systemDescriptorCutOffByTheLimit() {
        Image image = new Image(0x2000).put64(0x1008, 0x0000_8b00_3000_4087L);
        SegmentTable cut = SegmentTable.global(image.memory(), table(0x1000, 0xf), DescriptorWidth.LONG);
        assertThat(cut.rows()).hasSize(2);
        assertThat(cut.rows().get(1).descriptor()).isEmpty();
        SegmentTable legacy = SegmentTable.global(image.memory(), table(0x1000, 0xf), DescriptorWidth.LEGACY);
        assertThat(legacy.rows().get(1).descriptor().orElseThrow().base()).isEqualTo(new Va(0x3000));
    }

    @Test
    void localTable() {
        Image image = new Image(0x2000).put64(0x1008, 0x00cf_fb00_0000_ffffL);
        SegmentRegister ldtr = SegmentRegister.of(new Selector(0x50), 0x1000, 0xf, new SegmentAttributes(0x82));
        SegmentTable ldt = SegmentTable.local(image.memory(), ldtr, DescriptorWidth.LONG);
        assertThat(ldt.rows())
                .extracting(SegmentTable.Row::selector)
                .containsExactly(new Selector(4), new Selector(12));
        SegmentRegister none = SegmentRegister.of(new Selector(3), 0x1000, 0xf, new SegmentAttributes(0x82));
        assertThat(SegmentTable.local(image.memory(), none, DescriptorWidth.LONG)
                        .rows())
                .isEmpty();
        SegmentRegister visible = SegmentRegister.visible(new Selector(0x50));
        assertThatThrownBy(() -> SegmentTable.local(image.memory(), visible, DescriptorWidth.LONG))
                .isInstanceOf(UnknownRegisterException.class);
        SegmentRegister huge = SegmentRegister.of(new Selector(0x50), 0, 0xffff_ffffL, new SegmentAttributes(0x82));
        assertThat(SegmentTable.local(image.memory(), huge, DescriptorWidth.LEGACY)
                        .rows())
                .hasSize(8192);
    }

    @Test
    void taskStateOfLongMode() {
        Image image = new Image(0x2000)
                .put64(0x1004, 0xffff_fe00_0000_3000L)
                .put64(0x100c, 0x1111)
                .put64(0x1014, 0x2222)
                .put64(0x1024, 0xa1)
                .put64(0x102c, 0xa2)
                .put64(0x1054, 0xa7)
                .put32(0x1064, 0x4088_0000);
        SegmentRegister tr = SegmentRegister.of(new Selector(0x40), 0x1000, 0x4087, TSS);
        TaskState.Tss64 state = (TaskState.Tss64) TaskState.read(image.memory(), tr, DescriptorWidth.LONG);
        assertThat(state.rsp()).containsExactly(new Va(0xffff_fe00_0000_3000L), new Va(0x1111), new Va(0x2222));
        assertThat(state.ist())
                .containsExactly(new Va(0xa1), new Va(0xa2), Va.ZERO, Va.ZERO, Va.ZERO, Va.ZERO, new Va(0xa7));
        assertThat(state.ioMap()).isEqualTo(0x4088);
        assertThat(state.stack(1)).isEqualTo(new Va(0x1111));
    }

    @Test
    void taskStateOfProtectedMode() {
        Image image = new Image(0x2000)
                .put32(0x1000, 0x18)
                .put32(0x1004, 0xff40_4000L)
                .put32(0x1008, 0x68)
                .put32(0x100c, 0xcec5_3ff8L)
                .put32(0x1010, 0x60)
                .put32(0x101c, 0x0101_6000)
                .put32(0x1020, 0xc012_3456L)
                .put32(0x1060, 0x88)
                .put32(0x1064, 0x407c_0000);
        SegmentRegister tr = SegmentRegister.of(new Selector(0x80), 0x1000, 0x407b, TSS);
        assertThat(TaskState.read(image.memory(), tr, DescriptorWidth.LEGACY))
                .isEqualTo(new TaskState.Tss32(
                        new Selector(0x18),
                        List.of(new Va(0xff40_4000L), new Va(0xcec5_3ff8L), Va.ZERO),
                        List.of(new Selector(0x68), new Selector(0x60), new Selector(0)),
                        new Pa(0x101_6000),
                        new Va(0xc012_3456L),
                        new Selector(0x88),
                        0x407c));
    }

    @Test
    void shortTaskState() {
        SegmentRegister tr = SegmentRegister.of(new Selector(0x40), 0x1000, 0x66, TSS);
        assertThatThrownBy(() -> TaskState.read(new Image(0x2000).memory(), tr, DescriptorWidth.LONG))
                .isInstanceOfSatisfying(ShortTaskStateException.class, error -> {
                    assertThat(error.base()).isEqualTo(new Va(0x1000));
                    assertThat(error.limit()).isEqualTo(0x66);
                });
        SegmentRegister visible = SegmentRegister.visible(new Selector(0x40));
        assertThatThrownBy(() -> TaskState.read(new Image(0x2000).memory(), visible, DescriptorWidth.LONG))
                .isInstanceOf(UnknownRegisterException.class);
    }
}
