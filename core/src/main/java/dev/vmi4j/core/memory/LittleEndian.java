package dev.vmi4j.core.memory;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The byte order of guest data, in one place: little-endian, at any alignment. */
public final class LittleEndian {
    /** A 16-bit integer. */
    public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** A 32-bit integer. */
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** A 64-bit integer. */
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /**
     * Reads 16 bits from an array.
     *
     * @param bytes the array
     * @param index of the first byte
     * @return the value
     * @throws IndexOutOfBoundsException when the array is too short
     */
    public static short getShort(byte[] bytes, int index) {
        return (short) SHORTS.get(bytes, index);
    }

    /**
     * Reads 32 bits from an array.
     *
     * @param bytes the array
     * @param index of the first byte
     * @return the value
     * @throws IndexOutOfBoundsException when the array is too short
     */
    public static int getInt(byte[] bytes, int index) {
        return (int) INTS.get(bytes, index);
    }

    /**
     * Reads 64 bits from an array.
     *
     * @param bytes the array
     * @param index of the first byte
     * @return the value
     * @throws IndexOutOfBoundsException when the array is too short
     */
    public static long getLong(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /**
     * Writes 32 bits into an array.
     *
     * @param bytes the array
     * @param index of the first byte
     * @param value the value
     * @throws IndexOutOfBoundsException when the array is too short
     */
    public static void putInt(byte[] bytes, int index, int value) {
        INTS.set(bytes, index, value);
    }

    /**
     * Writes 64 bits into an array.
     *
     * @param bytes the array
     * @param index of the first byte
     * @param value the value
     * @throws IndexOutOfBoundsException when the array is too short
     */
    public static void putLong(byte[] bytes, int index, long value) {
        LONGS.set(bytes, index, value);
    }
}
