package dev.vmi4j.driver.dump;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.error.VmiException;

/** A page of an image is compressed in a way that this build does not decode. */
public final class UnsupportedCodecException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final long pa;
    private final String codec;

    /**
     * Creates the error.
     *
     * @param pa guest physical address of the page
     * @param codec the name of the compression
     */
    public UnsupportedCodecException(long pa, String codec) {
        super("the page at guest physical address " + Addresses.hex(pa) + " is compressed with " + codec
                + ", which this build does not decode; write the dump with zlib (makedumpfile -c)");
        this.pa = pa;
        this.codec = codec;
    }

    /**
     * The page.
     *
     * @return guest physical address of its first byte
     */
    public Pa pa() {
        return new Pa(pa);
    }

    /**
     * How it is compressed.
     *
     * @return for example {@code lzo}
     */
    public String codec() {
        return codec;
    }
}
