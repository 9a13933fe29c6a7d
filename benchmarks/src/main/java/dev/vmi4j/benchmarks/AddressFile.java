package dev.vmi4j.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of little-endian 64-bit virtual addresses, which the loops in C read too. */
final class AddressFile {
    private AddressFile() {}

    static void write(Path path, long[] addresses) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(addresses.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(addresses);
        Files.write(path, bytes.array());
    }

    static long[] read(Path path) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        long[] addresses = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(addresses);
        return addresses;
    }
}
