package dev.vmi4j.core.paging;

import dev.vmi4j.core.memory.PhysicalMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Objects;

/** The walk through the page tables of one paging mode. */
abstract class TableWalk {
    /**
     * Compiles the walk of a mode: {@link ConstantWalk} is defined once more as a hidden class, for which the mode's masks
     * are constants, so that the JIT makes of them what a C compiler makes of a walk written for that mode alone.
     */
    static TableWalk of(PagingMode mode) {
        try (InputStream template = ConstantWalk.class.getResourceAsStream("ConstantWalk.class")) {
            byte[] code = Objects.requireNonNull(template, "the class file of the walk")
                    .readAllBytes();
            MethodHandles.Lookup lookup =
                    MethodHandles.lookup().defineHiddenClassWithClassData(code, WalkPlan.of(mode), true);
            return (TableWalk) lookup.lookupClass().getDeclaredConstructor().newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the walk of " + mode + " paging", e);
        }
    }

    /**
     * The guest physical address of a virtual address.
     *
     * @return negative when it does not translate
     */
    abstract long walk(PhysicalMemory memory, long root, long va);
}
