package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads fields that may be absent: because this kernel was built without them, or because a pointer on the way is null. */
final class Pointers {
    private Pointers() {}

    /** The value of a field that this kernel may lack, of a structure that may be null. */
    static OptionalLong read(Kernel kernel, Optional<Field> field, OptionalLong structure) {
        return field.isEmpty() || structure.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(field.get().read(kernel.memory(), structure.getAsLong()));
    }

    /** What a pointer field points to; empty when it is null or this kernel lacks it. */
    static OptionalLong follow(Kernel kernel, Optional<Field> field, OptionalLong structure) {
        OptionalLong pointer = read(kernel, field, structure);
        return pointer.isPresent() && pointer.getAsLong() == 0 ? OptionalLong.empty() : pointer;
    }

    /** An element of an array of pointers, or of an array that holds pointers at its elements' start. */
    static long element(Kernel kernel, long array, int index, long elementSize) {
        return kernel.memory().readUnsigned(array + index * elementSize, kernel.pointerSize());
    }
}
