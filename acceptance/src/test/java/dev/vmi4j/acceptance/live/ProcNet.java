package dev.vmi4j.acceptance.live;

import dev.vmi4j.lab.Truth;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sockets that a guest's {@code /proc/net} told of; each file is read by its own rules. */
final class ProcNet {
    private static final Map<String, String> STATES = Map.of(
            "01", "ESTABLISHED",
            "02", "SYN_SENT",
            "03", "SYN_RECV",
            "04", "FIN_WAIT1",
            "05", "FIN_WAIT2",
            "06", "TIME_WAIT",
            "07", "CLOSE",
            "08", "CLOSE_WAIT",
            "0A", "LISTEN",
            "0C", "NEW_SYN_RECV");

    private static final Map<String, String> TYPES =
            Map.of("0001", "STREAM", "0002", "DGRAM", "0003", "RAW", "0005", "SEQPACKET");

    private ProcNet() {}

    /** An IP socket: a line of {@code tcp}, {@code tcp6}, {@code udp}, ...; addresses as bytes in network order. */
    record Internet(
            String protocol,
            String state,
            InetAddress localAddress,
            long localPort,
            InetAddress remoteAddress,
            long remotePort,
            long sendQueue,
            long receiveQueue,
            long uid,
            long inode) {}

    /** A line of {@code unix}. */
    record Unix(String type, String state, long inode, Optional<String> path) {}

    /** A line of {@code netlink}. */
    record Netlink(long family, long portid, List<String> groups, long receive, long send, long inode) {}

    /** A line of {@code packet}. */
    record Packet(String type, String protocol, long device, long receive, long uid, long inode) {}

    /** The lines of {@code tcp} and the like, where the guest has the file. */
    static List<Internet> internet(Truth truth, String file) {
        return lines(truth, file).stream().map(words -> internet(file, words)).toList();
    }

    static List<Unix> unix(Truth truth) {
        return lines(truth, "unix").stream().map(ProcNet::unix).toList();
    }

    static List<Netlink> netlink(Truth truth) {
        return lines(truth, "netlink").stream().map(ProcNet::netlink).toList();
    }

    /** The UNIX sockets that another {@code net} folder of the truth tells of. */
    static List<Unix> unix(Truth truth, String folder) {
        return lines(truth, folder, "unix").stream().map(ProcNet::unix).toList();
    }

    /** The IP sockets that another {@code net} folder of the truth tells of. */
    static List<Internet> internet(Truth truth, String folder, String file) {
        return lines(truth, folder, file).stream()
                .map(words -> internet(file, words))
                .toList();
    }

    /** The packet sockets. */
    static List<Packet> packets(Truth truth) {
        return lines(truth, "packet").stream().map(ProcNet::packet).toList();
    }

    private static List<String[]> lines(Truth truth, String file) {
        return lines(truth, "proc/net/", file);
    }

    private static List<String[]> lines(Truth truth, String folder, String file) {
        String path = folder + file;
        return Files.exists(truth.file(path))
                ? truth.text(path)
                        .lines()
                        .skip(1)
                        .map(line -> line.strip().split("[ ]+"))
                        .toList()
                : List.of();
    }

    private static Internet internet(String file, String[] words) {
        String[] local = words[1].split(":", -1);
        String[] remote = words[2].split(":", -1);
        String[] queues = words[4].split(":", -1);
        return new Internet(
                file,
                STATES.getOrDefault(words[3], words[3]),
                address(local[0]),
                hex(local[1]),
                address(remote[0]),
                hex(remote[1]),
                hex(queues[0]),
                hex(queues[1]),
                Long.parseLong(words[7]),
                Long.parseLong(words[9]));
    }

    /** The kernel prints each 32 bits of an address as a number of the host's order. */
    private static InetAddress address(String hex) {
        byte[] printed = HexFormat.of().parseHex(hex);
        ByteBuffer bytes = ByteBuffer.allocate(printed.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < printed.length; i += Integer.BYTES) {
            bytes.putInt(ByteBuffer.wrap(printed).getInt(i));
        }
        return address(bytes.array());
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code socket.state} is printed: 3 connected, 1 not; flag 0x10000 is that of a listener. */
    private static Unix unix(String[] words) {
        String state = (hex(words[3]) & 0x10000) != 0 ? "LISTEN" : words[5].equals("03") ? "ESTABLISHED" : "CLOSE";
        return new Unix(
                TYPES.getOrDefault(words[4], words[4]),
                state,
                Long.parseLong(words[6]),
                words.length > 7 ? Optional.of(words[7]) : Optional.empty());
    }

    /** The protocol is printed in hexadecimal; that of every packet is 3, that of IP 0x800. */
    private static Packet packet(String[] words) {
        return new Packet(
                words[2].equals("3") ? "RAW" : "DGRAM",
                words[3].equals("0003") ? "all" : words[3].equals("0800") ? "ip" : words[3],
                Long.parseLong(words[4]),
                Long.parseLong(words[6]),
                Long.parseLong(words[7]),
                Long.parseLong(words[8]));
    }

    private static Netlink netlink(String[] words) {
        return new Netlink(
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                groups(hex(words[3])),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                Long.parseLong(words[9]));
    }

    private static List<String> groups(long mask) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < Integer.SIZE; i++) {
            if ((mask >>> i & 1) != 0) {
                groups.add(String.valueOf(i + 1));
            }
        }
        return groups;
    }

    private static long hex(String digits) {
        return Long.parseLong(digits, 16);
    }
}
