package dev.vmi4j.tools.toy;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.testkit.toy.ToyGeneralPurpose;
import dev.vmi4j.testkit.toy.ToyRegisters;
import java.util.Optional;

/** What an instruction of {@link Code} does to the registers and to memory. */
record Step(ToyRegisters was, int operand) {
    static boolean writes(int opcode) {
        return switch (opcode) {
            case Code.CALL, Code.PUSH, Code.PUSH_LESS, Code.POKE -> true;
            default -> false;
        };
    }

    /** The data that it accesses. */
    Optional<Va> data(int opcode) {
        return switch (opcode) {
            case Code.CALL, Code.PUSH, Code.PUSH_LESS -> Optional.of(new Va(sp() - 8));
            case Code.RETURN -> Optional.of(new Va(sp()));
            case Code.ARGUMENT -> Optional.of(new Va(sp() + 8));
            case Code.POKE -> Optional.of(new Va(r1()));
            default -> Optional.empty();
        };
    }

    /** What it stores. */
    Optional<Long> store(int opcode) {
        return switch (opcode) {
            case Code.CALL -> Optional.of(was.pc() + 2);
            case Code.PUSH, Code.POKE -> Optional.of((long) operand);
            case Code.PUSH_LESS -> Optional.of(r1() - 1);
            default -> Optional.empty();
        };
    }

    ToyRegisters after(int opcode, PhysicalMemory memory) {
        return switch (opcode) {
            case Code.NOP, Code.POKE -> next(r0(), r1(), sp());
            case Code.JUMP -> jumped(r1());
            case Code.JUMP_ZERO -> r1() == 0 ? jumped(r1()) : next(r0(), r1(), sp());
            case Code.COUNT_DOWN -> r1() == 1 ? next(r0(), 0, sp()) : jumped(r1() - 1);
            case Code.CALL -> registers(target(), r0(), r1(), sp() - 8);
            case Code.RETURN -> registers(word(memory, sp()), r0(), r1(), sp() + 8);
            case Code.PUSH, Code.PUSH_LESS -> next(r0(), r1(), sp() - 8);
            case Code.DROP -> next(r0(), r1(), sp() + 8L * operand);
            case Code.RESULT -> next(operand, r1(), sp());
            case Code.DOUBLE -> next(2 * r0(), r1(), sp());
            case Code.ARGUMENT -> next(r0(), word(memory, sp() + 8), sp());
            case Code.HALT -> was;
            default -> throw new IllegalStateException("opcode " + opcode + " at " + was.instructionPointer());
        };
    }

    private long word(PhysicalMemory memory, long va) {
        return was.addressSpace(memory, Va.ZERO).readLong(va);
    }

    private ToyRegisters next(long r0, long r1, long sp) {
        return registers(was.pc() + 2, r0, r1, sp);
    }

    private ToyRegisters jumped(long r1) {
        return registers(target(), r0(), r1, sp());
    }

    private long target() {
        return was.pc() + 2L * operand;
    }

    private ToyRegisters registers(long pc, long r0, long r1, long sp) {
        return new ToyRegisters(pc, new ToyGeneralPurpose(r0, r1, sp), was.root(), was.mode());
    }

    private long r0() {
        return was.generalPurpose().r0();
    }

    private long r1() {
        return was.generalPurpose().r1();
    }

    private long sp() {
        return was.generalPurpose().sp();
    }
}
