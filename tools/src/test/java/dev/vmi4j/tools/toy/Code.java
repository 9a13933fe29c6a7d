package dev.vmi4j.tools.toy;

import java.io.ByteArrayOutputStream;

/** Writes programs of the toy machine: an instruction is an opcode and an operand, one byte each. */
public final class Code {
    static final int NOP = 0;
    static final int JUMP = 1;
    static final int CALL = 2;
    static final int RETURN = 3;
    static final int PUSH = 4;
    static final int DROP = 5;
    static final int RESULT = 6;
    static final int ARGUMENT = 7;
    static final int PUSH_LESS = 8;
    static final int JUMP_ZERO = 9;
    static final int HALT = 10;
    static final int POKE = 11;
    static final int DOUBLE = 12;
    static final int COUNT_DOWN = 13;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Code put(int opcode, int operand) {
        bytes.write(opcode);
        bytes.write(operand);
        return this;
    }

    /** The index of the next instruction. */
    public int here() {
        return bytes.size() / 2;
    }

    /** Does nothing. */
    public Code nop() {
        return put(NOP, 0);
    }

    /** Goes on at an instruction. */
    public Code jump(int index) {
        return put(JUMP, index - here());
    }

    /** Goes on at an instruction when r1 is 0. */
    public Code jumpZero(int index) {
        return put(JUMP_ZERO, index - here());
    }

    /** Calls a function, the return address on the stack. */
    public Code call(int index) {
        return put(CALL, index - here());
    }

    /** Returns from a function. */
    public Code ret() {
        return put(RETURN, 0);
    }

    /** Pushes a small number. */
    public Code push(int value) {
        return put(PUSH, value);
    }

    /** Takes values off the stack. */
    public Code drop(int count) {
        return put(DROP, count);
    }

    /** Sets r0, which is a function's result. */
    public Code result(int value) {
        return put(RESULT, value);
    }

    /** Doubles r0. */
    public Code twice() {
        return put(DOUBLE, 0);
    }

    /** Loads the first argument of a function into r1. */
    public Code argument() {
        return put(ARGUMENT, 0);
    }

    /** Pushes r1 - 1. */
    public Code pushLess() {
        return put(PUSH_LESS, 0);
    }

    /** Takes 1 from r1 and goes on at an instruction unless it is 0. */
    public Code countDown(int index) {
        return put(COUNT_DOWN, index - here());
    }

    /** Writes a byte where r1 points. */
    public Code poke(int value) {
        return put(POKE, value);
    }

    /** Ends the virtual CPU's work. */
    public Code halt() {
        return put(HALT, 0);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
