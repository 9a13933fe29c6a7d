package dev.vmi4j.os.linux.kernel.bpf;

import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.Field;
import java.util.Locale;

/** Names of BPF objects and of their types. */
final class BpfText {
    private BpfText() {}

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
