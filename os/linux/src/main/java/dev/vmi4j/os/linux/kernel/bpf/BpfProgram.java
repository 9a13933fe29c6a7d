package dev.vmi4j.os.linux.kernel.bpf;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/** A program: {@code struct bpf_prog}. */
public final class BpfProgram extends BpfObject {
    private static final int INSTRUCTION = 8;
    private static final int MAX_MAPS = 64;

    BpfProgram(Kernel kernel, BpfLayout layout, long id, long address) {
        super(kernel, layout, id, address);
    }

    @Override
    public String type() {
        return BpfText.constant(layout.type, layout.type.read(kernel.memory(), address), "BPF_PROG_TYPE_");
    }

    @Override
    public String name() {
        return BpfText.text(kernel, layout.name, aux());
    }

    /**
     * The checksum of its instructions.
     *
     * @return 16 hexadecimal digits, {@code bpf_prog.tag}
     */
    public String tag() {
        byte[] tag = kernel.memory().readBytes(address + layout.tag.offset(), (int) layout.tag.size());
        return HexFormat.of().formatHex(tag);
    }

    /**
     * The size of its instructions as the verifier left them.
     *
     * @return in bytes, 8 times {@code bpf_prog.len}
     */
    public long size() {
        return layout.instructions.read(kernel.memory(), address) * INSTRUCTION;
    }

    /**
     * The size of the machine code made from it.
     *
     * @return in bytes, {@code bpf_prog.jited_len}; 0 when it is interpreted
     */
    public long jitedSize() {
        return layout.isJited.read(kernel.memory(), address) == 0
                ? 0
                : layout.jitedLength.read(kernel.memory(), address);
    }

    /**
     * What is called to run it.
     *
     * @return {@code bpf_prog.bpf_func}
     */
    public Va code() {
        return new Va(layout.code.read(kernel.memory(), address));
    }

    /**
     * When it was loaded.
     *
     * @return nanoseconds since boot, {@code bpf_prog_aux.load_time}
     */
    public long loadTime() {
        return layout.loadTime.read(kernel.memory(), aux());
    }

    /**
     * Who loaded it.
     *
     * @return {@code bpf_prog_aux.user->uid}
     */
    public long uid() {
        return layout.uid.read(kernel.memory(), layout.user.read(kernel.memory(), aux()));
    }

    /**
     * The maps it uses.
     *
     * @return their identifiers
     */
    public List<Long> maps() {
        long aux = aux();
        long count = layout.usedMapCount.read(kernel.memory(), aux);
        if (count > MAX_MAPS) {
            throw new VmiException("bpf_prog_aux.used_map_cnt is " + count + ", which no program has");
        }
        long maps = layout.usedMaps.read(kernel.memory(), aux);
        return LongStream.range(0, count)
                .map(i -> kernel.memory().readUnsigned(maps + i * kernel.pointerSize(), kernel.pointerSize()))
                .map(map -> layout.mapId.read(kernel.memory(), map))
                .boxed()
                .toList();
    }

    @Override
    public String toString() {
        return "BPF program " + id();
    }

    private long aux() {
        return layout.aux.read(kernel.memory(), address);
    }
}
