package dev.vmi4j.os.linux.kernel;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text that the guest chose. Linux names are bytes: those that form UTF-8 become characters, the others are kept visible
 * as {@code \xNN}.
 */
public final class GuestText {
    private GuestText() {}

    /**
     * The text before the first NUL.
     *
     * @param bytes the bytes, all of them text when there is no NUL
     * @return the text
     */
    public static String terminated(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return of(bytes, 0, end);
    }

    /**
     * The text of some bytes.
     *
     * @param bytes the bytes
     * @param from first index
     * @param to index after the last
     * @return the text
     */
    public static String of(byte[] bytes, int from, int to) {
        ByteBuffer input = ByteBuffer.wrap(bytes, from, to - from);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(input).toString();
        } catch (CharacterCodingException _) {
            return escaped(ByteBuffer.wrap(bytes, from, to - from));
        }
    }

    private static String escaped(ByteBuffer input) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer output = CharBuffer.allocate(input.remaining());
        StringBuilder text = new StringBuilder();
        while (input.hasRemaining()) {
            var result = decoder.reset().decode(input, output, true);
            text.append(output.flip());
            output.clear();
            if (result.isError()) {
                for (int i = 0; i < result.length(); i++) {
                    text.append("\\x%02x".formatted(input.get()));
                }
            }
        }
        return text.toString();
    }
}
