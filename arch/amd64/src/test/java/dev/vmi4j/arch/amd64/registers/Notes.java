package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.arch.RegisterNote;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

/** Notes of real dumps that QEMU 7.2 wrote, and what its {@code info registers} said at the same moment (in the tests). */
final class Notes {
    /** CPU 0 of an idle Linux 6.1 on AMD64. */
    static final String QEMU_64 = """
            01 00 00 00 b8 01 00 00 40 ad 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 40 87 00 00 00 00 00 00 00 1c b6 03 00 00 00 00 00 90 3e 40 b1 ff ff ff ff
            40 aa 41 b1 ff ff ff ff 00 00 00 00 00 00 00 00 07 00 00 00 00 00 00 00 fb ff ff ff 00 00 00 00
            01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 18 a1 41 b1 ff ff ff ff
            90 47 01 00 00 00 00 00 eb df 40 b0 ff ff ff ff 46 02 00 00 00 00 00 00 10 00 00 00 ff ff ff ff
            00 9b af 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 80 cf 90 8e ff ff 18 00 00 00 ff ff ff ff 00 93 cf 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 82 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            40 00 00 00 87 40 00 00 00 89 00 00 00 00 00 00 00 30 00 00 00 fe ff ff 00 00 00 00 7f 00 00 00
            00 00 00 00 00 00 00 00 00 10 00 00 00 fe ff ff 00 00 00 00 ff 0f 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 fe ff ff 33 00 05 80 00 00 00 00 00 00 00 00 00 00 00 00 b0 ae 5e 00 00 00 00 00
            00 00 41 0a 00 00 00 00 b0 0e 75 00 00 00 00 00 00 00 00 00 00 00 00 00
            """;

    /** CPU 0 of an idle Linux 6.1 on i386. */
    static final String QEMU_32 = """
            01 00 00 00 b8 01 00 00 70 7b 91 ca 00 00 00 00 c0 44 c4 ca 00 00 00 00 c0 44 c4 ca 00 00 00 00
            c0 bd b9 cf 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 28 bf c3 ca 00 00 00 00
            28 bf c3 ca 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 00 83 7b 91 ca 00 00 00 00 02 02 20 00 00 00 00 00 60 00 00 00 ff ff ff ff
            00 9a cf 00 00 00 00 00 00 00 00 00 00 00 00 00 7b 00 00 00 ff ff ff ff 00 f3 cf 00 00 00 00 00
            00 00 00 00 00 00 00 00 7b 00 00 00 ff ff ff ff 00 f3 cf 00 00 00 00 00 00 00 00 00 00 00 00 00
            d8 00 00 00 ff ff ff ff d3 93 8f 04 00 00 00 00 00 60 d3 04 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 68 00 00 00 ff ff ff ff 00 93 c0 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 82 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            80 00 00 00 7b 40 00 00 40 89 00 ff 00 00 00 00 00 60 40 ff 00 00 00 00 00 00 00 00 ff 00 00 00
            00 00 00 00 00 00 00 00 00 10 40 ff 00 00 00 00 00 00 00 00 ff 07 00 00 00 00 00 00 00 00 00 00
            00 00 40 ff 00 00 00 00 33 00 05 80 00 00 00 00 00 00 00 00 00 00 00 00 05 50 de 09 00 00 00 00
            00 60 01 01 00 00 00 00 d0 0e 35 00 00 00 00 00 00 00 00 00 00 00 00 00
            """;

    private Notes() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static RegisterNote qemu(byte[] bytes) {
        return new RegisterNote("QEMU", 0, MemorySegment.ofArray(bytes).asReadOnly());
    }

    static RegisterNote prstatus(byte[] bytes) {
        return new RegisterNote("CORE", 1, MemorySegment.ofArray(bytes).asReadOnly());
    }
}
