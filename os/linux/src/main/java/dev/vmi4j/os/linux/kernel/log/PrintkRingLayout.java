package dev.vmi4j.os.linux.kernel.log;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/** Where the fields of {@code struct printk_ringbuffer} and its rings lie. */
record PrintkRingLayout(
        Field countBits,
        Field descriptors,
        Field infos,
        Field headId,
        Field tailId,
        Field sizeBits,
        Field data,
        long descriptorSize,
        Field state,
        Field begin,
        Field next,
        long infoSize,
        Field sequence,
        Field time,
        Field textLength,
        Field facility,
        Field level,
        Optional<Field> caller,
        Optional<Field> task,
        Optional<Field> subsystem,
        Optional<Field> device) {

    static PrintkRingLayout of(TypeCatalog types) {
        StructLayout ring = StructLayout.of(types, "printk_ringbuffer");
        StructLayout descriptor = StructLayout.of(types, "prb_desc");
        StructLayout info = StructLayout.of(types, "printk_info");
        return new PrintkRingLayout(
                ring.field("desc_ring.count_bits"),
                ring.field("desc_ring.descs"),
                ring.field("desc_ring.infos"),
                ring.field("desc_ring.head_id.counter"),
                ring.field("desc_ring.tail_id.counter"),
                ring.field("text_data_ring.size_bits"),
                ring.field("text_data_ring.data"),
                descriptor.size(),
                descriptor.field("state_var.counter"),
                descriptor.field("text_blk_lpos.begin"),
                descriptor.field("text_blk_lpos.next"),
                info.size(),
                info.field("seq"),
                info.field("ts_nsec"),
                info.field("text_len"),
                info.field("facility"),
                info.field("level"),
                info.optional("caller_id"),
                info.optional("comm"),
                info.optional("dev_info.subsystem"),
                info.optional("dev_info.device"));
    }
}
