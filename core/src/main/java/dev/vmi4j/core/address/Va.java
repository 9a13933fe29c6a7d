package dev.vmi4j.core.address;

/**
 * A guest virtual address: unsigned 64 bits, whatever the guest's pointer width.
 *
 * @param value unsigned address in bytes
 */
public record Va(long value) implements Comparable<Va> {
    /** Zero. */
    public static final Va ZERO = new Va(0);

    /**
     * Makes one from a raw value.
     *
     * @param value unsigned address in bytes
     * @return the typed value
     */
    public static Va of(long value) {
        return new Va(value);
    }

    /**
     * Reads one from text such as {@code 0xffff800000000000} or {@code 4096}.
     *
     * @param text hexadecimal with {@code 0x}, or decimal
     * @return the typed value
     * @throws NumberFormatException when the text is no unsigned 64-bit number
     */
    public static Va parse(String text) {
        return new Va(Addresses.parse(text));
    }

    /**
     * Adds a signed distance.
     *
     * @param distance signed, in bytes
     * @return the sum
     * @throws ArithmeticException when the sum leaves the 64-bit space
     */
    public Va plus(long distance) {
        return new Va(Addresses.plus(value, distance));
    }

    /**
     * The distance from another value of this kind.
     *
     * @param other what to measure from
     * @return this minus the other in bytes, modulo 2<sup>64</sup>: signed when they lie less than 2<sup>63</sup> apart
     */
    public long minus(Va other) {
        return value - other.value;
    }

    /**
     * Rounds down.
     *
     * @param alignment a power of two, in bytes
     * @return the greatest multiple that is not above this address
     */
    public Va alignDown(long alignment) {
        return new Va(Addresses.alignDown(value, alignment));
    }

    /**
     * Rounds up.
     *
     * @param alignment a power of two, in bytes
     * @return the smallest multiple that is not below this address
     * @throws ArithmeticException when the result leaves the 64-bit space
     */
    public Va alignUp(long alignment) {
        return new Va(Addresses.alignUp(value, alignment));
    }

    @Override
    public int compareTo(Va other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** The value in hexadecimal with {@code 0x}. */
    @Override
    public String toString() {
        return Addresses.hex(value);
    }
}
