package dev.vmi4j.os.linux.kernel.bpf;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;

/** A map: {@code struct bpf_map}. */
public final class BpfMap extends BpfObject {
    BpfMap(Kernel kernel, BpfLayout layout, long id, long address) {
        super(kernel, layout, id, address);
    }

    @Override
    public String type() {
        return BpfText.constant(layout.mapType, read(layout.mapType), "BPF_MAP_TYPE_");
    }

    @Override
    public String name() {
        return BpfText.text(kernel, layout.mapName, address);
    }

    /**
     * The size of a key.
     *
     * @return in bytes
     */
    public long keySize() {
        return read(layout.keySize);
    }

    /**
     * The size of a value.
     *
     * @return in bytes
     */
    public long valueSize() {
        return read(layout.valueSize);
    }

    /**
     * How many entries it may have.
     *
     * @return {@code bpf_map.max_entries}
     */
    public long maxEntries() {
        return read(layout.maxEntries);
    }

    /**
     * Its flags.
     *
     * @return {@code BPF_F_} bits of {@code bpf_map.map_flags}
     */
    public long flags() {
        return read(layout.mapFlags);
    }

    @Override
    public String toString() {
        return "BPF map " + id();
    }

    private long read(Field field) {
        return field.read(kernel.memory(), address);
    }
}
