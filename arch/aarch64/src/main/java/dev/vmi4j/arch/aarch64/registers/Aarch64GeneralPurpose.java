package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.arch.GeneralPurposeRegisters;
import java.util.Arrays;
import java.util.Objects;

/**
 * The general-purpose registers X0 to X30 and the stack pointer in use. In AArch32 state R0 to R14 are the lower halves of
 * X0 to X14. Immutable.
 */
public final class Aarch64GeneralPurpose implements GeneralPurposeRegisters {
    /** How many there are, without the stack pointer. */
    public static final int COUNT = 31;

    /** The number of the frame pointer. */
    public static final int FRAME_POINTER = 29;

    /** The number of the link register. */
    public static final int LINK_REGISTER = 30;

    private static final int STACK_POINTER = 31;

    /** All zero. */
    public static final Aarch64GeneralPurpose ZERO = of(new long[COUNT + 1]);

    private final long[] values;

    private Aarch64GeneralPurpose(long[] values) {
        this.values = values;
    }

    /**
     * The registers with the given values.
     *
     * @param values 32 values: X0 to X30, then SP
     * @return the set
     */
    public static Aarch64GeneralPurpose of(long... values) {
        if (values.length != COUNT + 1) {
            throw new IllegalArgumentException(values.length + " values are not X0 to X30 and SP");
        }
        return new Aarch64GeneralPurpose(values.clone());
    }

    /**
     * The value of a register.
     *
     * @param number 0 to 30
     * @return X0 to X30
     * @throws IndexOutOfBoundsException for another number
     */
    public long x(int number) {
        return values[Objects.checkIndex(number, COUNT)];
    }

    /**
     * The stack pointer in use.
     *
     * @return SP
     */
    public long sp() {
        return values[STACK_POINTER];
    }

    /**
     * The same registers with another stack pointer.
     *
     * @param value the new SP
     * @return a copy
     */
    public Aarch64GeneralPurpose withSp(long value) {
        return changed(STACK_POINTER, value);
    }

    /**
     * The same registers with another value of one.
     *
     * @param number 0 to 30
     * @param value its new value
     * @return a copy
     * @throws IndexOutOfBoundsException for another number
     */
    public Aarch64GeneralPurpose with(int number, long value) {
        return changed(Objects.checkIndex(number, COUNT), value);
    }

    private Aarch64GeneralPurpose changed(int index, long value) {
        long[] changed = values.clone();
        changed[index] = value;
        return new Aarch64GeneralPurpose(changed);
    }

    /**
     * The frame pointer, by AAPCS64.
     *
     * @return X29
     */
    public long framePointer() {
        return values[FRAME_POINTER];
    }

    /**
     * The link register, as it is, with pointer authentication.
     *
     * @return X30
     */
    public long linkRegister() {
        return values[LINK_REGISTER];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Aarch64GeneralPurpose set && Arrays.equals(values, set.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** The names and values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            text.append(i == 0 ? "x" : " x").append(i).append('=').append(Addresses.hex(values[i]));
        }
        return text.append(" sp=").append(Addresses.hex(sp())).toString();
    }
}
