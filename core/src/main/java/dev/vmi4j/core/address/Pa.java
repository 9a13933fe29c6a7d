package dev.vmi4j.core.address;

/**
 * A guest physical address: unsigned, at most 52 bits wide on the architectures known today.
 *
 * @param value unsigned address in bytes
 */
public record Pa(long value) implements Comparable<Pa> {
    /** Zero. */
    public static final Pa ZERO = new Pa(0);

    /**
     * Makes one from a raw value.
     *
     * @param value unsigned address in bytes
     * @return the typed value
     */
    public static Pa of(long value) {
        return new Pa(value);
    }

    /**
     * Reads one from text such as {@code 0xffff800000000000} or {@code 4096}.
     *
     * @param text hexadecimal with {@code 0x}, or decimal
     * @return the typed value
     * @throws NumberFormatException when the text is no unsigned 64-bit number
     */
    public static Pa parse(String text) {
        return new Pa(Addresses.parse(text));
    }

    /**
     * Adds a signed distance.
     *
     * @param distance signed, in bytes
     * @return the sum
     * @throws ArithmeticException when the sum leaves the 64-bit space
     */
    public Pa plus(long distance) {
        return new Pa(Addresses.plus(value, distance));
    }

    /**
     * The distance from another value of this kind.
     *
     * @param other what to measure from
     * @return this minus the other in bytes, modulo 2<sup>64</sup>: signed when they lie less than 2<sup>63</sup> apart
     */
    public long minus(Pa other) {
        return value - other.value;
    }

    /**
     * Rounds down.
     *
     * @param alignment a power of two, in bytes
     * @return the greatest multiple that is not above this address
     */
    public Pa alignDown(long alignment) {
        return new Pa(Addresses.alignDown(value, alignment));
    }

    /**
     * Rounds up.
     *
     * @param alignment a power of two, in bytes
     * @return the smallest multiple that is not below this address
     * @throws ArithmeticException when the result leaves the 64-bit space
     */
    public Pa alignUp(long alignment) {
        return new Pa(Addresses.alignUp(value, alignment));
    }

    @Override
    public int compareTo(Pa other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** The value in hexadecimal with {@code 0x}. */
    @Override
    public String toString() {
        return Addresses.hex(value);
    }
}
