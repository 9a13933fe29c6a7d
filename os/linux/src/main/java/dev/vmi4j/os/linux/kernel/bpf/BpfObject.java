package dev.vmi4j.os.linux.kernel.bpf;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.Field;
import java.util.Locale;

/** What {@code bpftool} lists: a program or a map. */
public sealed interface BpfObject permits BpfProgram, BpfMap {
    /**
     * The identifier that the kernel gave it; programs and maps are counted on their own.
     *
     * @return 1 or more
     */
    long id();

    /**
     * Where it lies.
     *
     * @return address of its {@code struct bpf_prog} or {@code struct bpf_map}
     */
    Va address();

    /**
     * What it is for.
     *
     * @return such as {@code kprobe} or {@code hash}: the kernel's constant in lower case, without what all have in common;
     *     a number when the kernel's types do not name it
     */
    String type();

    /**
     * The name that user space gave it.
     *
     * @return up to 15 bytes, empty when it gave none
     */
    String name();

    /** The name of a constant of an enumeration without a prefix. */
    static String constant(Field field, long value, String prefix) {
        return field.type() instanceof EnumType type
                ? type.constants().stream()
                        .filter(constant -> constant.value() == value)
                        .map(EnumConstant::name)
                        .findFirst()
                        .map(name -> strip(name, prefix))
                        .orElseGet(() -> String.valueOf(value))
                : String.valueOf(value);
    }

    private static String strip(String name, String prefix) {
        return (name.startsWith(prefix) ? name.substring(prefix.length()) : name).toLowerCase(Locale.ROOT);
    }

    /** Text of a fixed size. */
    static String text(Kernel kernel, Field field, long structure) {
        return GuestText.terminated(kernel.memory().readBytes(structure + field.offset(), (int) field.size()));
    }
}
