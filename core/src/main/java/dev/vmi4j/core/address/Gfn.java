package dev.vmi4j.core.address;

/**
 * A guest frame number: a guest physical address divided by the page size of the architecture.
 *
 * @param value unsigned frame number
 */
public record Gfn(long value) implements Comparable<Gfn> {
    /** Zero. */
    public static final Gfn ZERO = new Gfn(0);

    /**
     * Makes one from a raw value.
     *
     * @param value unsigned frame number
     * @return the typed value
     */
    public static Gfn of(long value) {
        return new Gfn(value);
    }

    /**
     * Reads one from text such as {@code 0xffff800000000000} or {@code 4096}.
     *
     * @param text hexadecimal with {@code 0x}, or decimal
     * @return the typed value
     * @throws NumberFormatException when the text is no unsigned 64-bit number
     */
    public static Gfn parse(String text) {
        return new Gfn(Addresses.parse(text));
    }

    /**
     * Adds a signed distance.
     *
     * @param distance signed, in frames
     * @return the sum
     * @throws ArithmeticException when the sum leaves the 64-bit space
     */
    public Gfn plus(long distance) {
        return new Gfn(Addresses.plus(value, distance));
    }

    /**
     * The distance from another value of this kind.
     *
     * @param other what to measure from
     * @return this minus the other in frames, modulo 2<sup>64</sup>: signed when they lie less than 2<sup>63</sup> apart
     */
    public long minus(Gfn other) {
        return value - other.value;
    }

    @Override
    public int compareTo(Gfn other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** The value in hexadecimal with {@code 0x}. */
    @Override
    public String toString() {
        return Addresses.hex(value);
    }
}
