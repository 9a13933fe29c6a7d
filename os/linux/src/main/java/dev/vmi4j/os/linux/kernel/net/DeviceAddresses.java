package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.symbols.type.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The IP addresses of an interface, each with the length of its prefix. */
final class DeviceAddresses {
    private static final int LIMIT = 1 << 16;

    private final Kernel kernel;
    private final GuestMemory memory;
    private final DeviceLayout layout;

    DeviceAddresses(Kernel kernel, DeviceLayout layout) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.layout = layout;
    }

    /** The {@code struct in_ifaddr} that {@code in_device.ifa_list} leads to. */
    List<String> four(long device) {
        long internet = layout.internet.read(memory, device);
        Set<Long> entries = new LinkedHashSet<>();
        long entry = internet == 0 ? 0 : layout.firstAddress.read(memory, internet);
        while (entry != 0 && entries.size() < LIMIT) {
            if (!entries.add(entry)) {
                throw new VmiException("the interface's list of IPv4 addresses runs in a circle");
            }
            entry = layout.nextAddress.read(memory, entry);
        }
        return entries.stream()
                .map(address -> text(address, layout.local, layout.prefix))
                .toList();
    }

    /** The {@code struct inet6_ifaddr} on {@code inet6_dev.addr_list}. */
    List<String> six(long device) {
        long internet =
                layout.internet6.map(field -> field.read(memory, device)).orElse(0L);
        if (internet == 0) {
            return List.of();
        }
        TableNotes notes = new TableNotes();
        List<String> addresses = KernelList.walk(
                        kernel, internet + layout.addresses6.offset(), LIMIT, "the interface's IPv6 addresses", notes)
                .map(entry -> entry - layout.inList6.offset())
                .mapToObj(address -> text(address, layout.address6, layout.prefix6))
                .toList();
        if (!notes.all().isEmpty()) {
            throw new VmiException(notes.all().getFirst());
        }
        return addresses;
    }

    private String text(long address, Field bytes, Field prefix) {
        byte[] value = memory.readBytes(address + bytes.offset(), (int) bytes.size());
        return IpText.of(value) + "/" + prefix.read(memory, address);
    }
}
