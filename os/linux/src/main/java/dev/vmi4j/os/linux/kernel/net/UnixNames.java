package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;
import java.util.Optional;

/** The names of UNIX sockets: {@code struct unix_address} with a {@code struct sockaddr_un}. */
final class UnixNames {
    /** {@code sun_family}, before the name. */
    private static final int FAMILY = 2;
    /** The size of {@code struct sockaddr_un}. */
    private static final int LIMIT = FAMILY + 108;

    private UnixNames() {}

    static Optional<String> of(SocketContext context, long sock) {
        GuestMemory memory = context.kernel().memory();
        FamilyLayout layout = context.families();
        long address = layout.unixAddress.read(memory, sock);
        return address == 0 ? Optional.empty() : name(memory, layout, address);
    }

    private static Optional<String> name(GuestMemory memory, FamilyLayout layout, long address) {
        long length = layout.unixLength.read(memory, address);
        if (length < FAMILY || length > LIMIT) {
            throw new VmiException("the name of the UNIX socket is " + length + " bytes long, which none can be");
        }
        byte[] name = memory.readBytes(address + layout.unixName.offset() + FAMILY, (int) length - FAMILY);
        return name.length == 0 ? Optional.empty() : Optional.of(text(name));
    }

    /** An abstract name begins with a NUL, and any other NUL in it is part of it; {@code /proc} shows them as {@code @}. */
    static String text(byte[] name) {
        if (name[0] != 0) {
            return GuestText.terminated(name);
        }
        for (int i = 0; i < name.length; i++) {
            name[i] = name[i] == 0 ? (byte) '@' : name[i];
        }
        return GuestText.of(name, 0, name.length);
    }
}
