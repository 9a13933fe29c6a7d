package dev.vmi4j.driver.dump;

import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.error.VmiException;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

/** An architecture whose registers are their notes: {@code toString} of them lists owners, types and first bytes. */
public final class TestArchitecture implements ArchitectureProvider {
    static final int MACHINE = 0x7e57;
    /** The first byte of a status note that cannot be decoded. */
    static final int BAD = 0xbb;
    /** The first byte of a status note that says too little. */
    static final int POOR = 0xaa;

    /** Made by the service loader. */
    public TestArchitecture() {}

    @Override
    public Architecture architecture() {
        return (Architecture) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Architecture.class}, (_, _, _) -> "test");
    }

    @Override
    public boolean hasElfMachine(int machine) {
        return machine == MACHINE;
    }

    @Override
    public Optional<? extends Registers> registers(List<RegisterNote> notes) {
        return switch (first(notes.getFirst())) {
            case BAD -> throw new VmiException("the note is bad");
            case POOR -> Optional.empty();
            default -> Optional.of(registersOf(notes));
        };
    }

    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
    private static Registers registersOf(List<RegisterNote> notes) {
        String text = notes.stream()
                .map(note -> note.owner() + note.type() + ":" + first(note))
                .toList()
                .toString();
        return (Registers) Proxy.newProxyInstance(
                TestArchitecture.class.getClassLoader(),
                new Class<?>[] {Registers.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> text.hashCode();
                    default -> text;
                });
    }

    private static int first(RegisterNote note) {
        return note.bytes().byteSize() == 0 ? POOR : note.bytes().get(ValueLayout.JAVA_BYTE, 0) & 0xff;
    }
}
