package dev.vmi4j.os.linux.kernel.module;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a module: an array of {@code struct kernel_param}, shown as {@code /sys/module/NAME/parameters}. */
final class ModuleParameters {
    private static final int LIMIT = 1024;
    private static final int NAME_LIMIT = 256;
    private static final int TEXT_LIMIT = 4096;
    private static final int ELEMENT_LIMIT = 256;

    private final Kernel kernel;
    private final Layout layout;

    ModuleParameters(Kernel kernel, Layout layout) {
        this.kernel = kernel;
        this.layout = layout;
    }

    /** Where the fields lie. */
    static final class Layout {
        final Field first;
        final Field count;
        final long size;
        final Field name;
        final Field operations;
        final Field argument;
        final Field arrayMax;
        final Field arrayElementSize;
        final Field arrayCount;
        final Field arrayOperations;
        final Field arrayElements;
        final Field string;

        Layout(TypeCatalog types, StructLayout module) {
            first = module.field("kp");
            count = module.field("num_kp");
            StructLayout parameter = StructLayout.of(types, "kernel_param");
            size = parameter.size();
            name = parameter.field("name");
            operations = parameter.field("ops");
            argument = parameter.field("arg");
            StructLayout array = StructLayout.of(types, "kparam_array");
            arrayMax = array.field("max");
            arrayElementSize = array.field("elemsize");
            arrayCount = array.field("num");
            arrayOperations = array.field("ops");
            arrayElements = array.field("elem");
            string = StructLayout.of(types, "kparam_string").field("string");
        }
    }

    /** The parameters of a module as {@code name=value}, or the name alone when the value is of a kind of its own. */
    List<String> of(long module) {
        long count = layout.count.read(kernel.memory(), module);
        if (count > LIMIT) {
            throw new VmiException("module.num_kp is " + count + ", which no module has");
        }
        long first = layout.first.read(kernel.memory(), module);
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parameters.add(parameter(first + i * layout.size));
        }
        return parameters;
    }

    private String parameter(long parameter) {
        String name = kernel.memory().readUtf8(layout.name.read(kernel.memory(), parameter), NAME_LIMIT);
        long argument = layout.argument.read(kernel.memory(), parameter);
        return operations(layout.operations.read(kernel.memory(), parameter))
                .flatMap(operations ->
                        operations.equals("param_array_ops") ? array(argument) : value(operations, argument))
                .map(value -> name + "=" + value)
                .orElse(name);
    }

    /** The name of the operations that read and write a parameter, which is its type. */
    private Optional<String> operations(long address) {
        return kernel.symbols()
                .nearest(address)
                .filter(found -> found.offset() == 0)
                .flatMap(_ -> named(address));
    }

    private Optional<String> named(long address) {
        return kernel.symbols()
                .between(address, address + 1)
                .map(Symbol::name)
                .filter(name -> name.startsWith("param_"))
                .findFirst();
    }

    private Optional<String> value(String operations, long at) {
        return Optional.ofNullable(
                switch (operations) {
                    case "param_ops_byte" -> String.valueOf(kernel.memory().readUnsigned(at, 1));
                    case "param_ops_short" -> String.valueOf(kernel.memory().readShort(at));
                    case "param_ops_ushort" -> String.valueOf(kernel.memory().readUnsigned(at, 2));
                    case "param_ops_int", "param_ops_bint" ->
                        String.valueOf(kernel.memory().readInt(at));
                    case "param_ops_uint" -> String.valueOf(kernel.memory().readUnsigned(at, 4));
                    case "param_ops_hexint" -> "0x%x".formatted(kernel.memory().readInt(at));
                    case "param_ops_long" ->
                        String.valueOf(kernel.pointerSize() == Long.BYTES ? word(at) : (int) word(at));
                    case "param_ops_ulong" -> Long.toUnsignedString(word(at));
                    case "param_ops_ullong" ->
                        Long.toUnsignedString(kernel.memory().readLong(at));
                    case "param_ops_bool", "param_ops_bool_enable_only" -> truth(at, 0);
                    case "param_ops_invbool" -> truth(at, 1);
                    case "param_ops_charp" -> text(word(at));
                    case "param_ops_string" -> text(layout.string.read(kernel.memory(), at));
                    default -> null;
                });
    }

    private Optional<String> array(long array) {
        long counter = layout.arrayCount.read(kernel.memory(), array);
        long max = layout.arrayMax.read(kernel.memory(), array);
        long count = counter == 0 ? max : Math.min(max, kernel.memory().readUnsigned(counter, 4));
        long elements = layout.arrayElements.read(kernel.memory(), array);
        long size = layout.arrayElementSize.read(kernel.memory(), array);
        return operations(layout.arrayOperations.read(kernel.memory(), array))
                .flatMap(operations -> elements(operations, elements, size, Math.min(count, ELEMENT_LIMIT)));
    }

    private Optional<String> elements(String operations, long first, long size, long count) {
        List<String> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            value(operations, first + i * size).ifPresent(values::add);
        }
        return values.size() == count ? Optional.of(String.join(",", values)) : Optional.empty();
    }

    private String truth(long at, int none) {
        return (kernel.memory().readByte(at) != 0 ? 1 : 0) == none ? "N" : "Y";
    }

    private String text(long address) {
        return address == 0 ? "(null)" : kernel.memory().readUtf8(address, TEXT_LIMIT);
    }

    private long word(long at) {
        return kernel.memory().readUnsigned(at, kernel.pointerSize());
    }
}
