package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.os.linux.kernel.Kernel;

/** What all sockets of one listing share. */
record SocketContext(
        Kernel kernel, SocketLayout layout, FamilyLayout families, NetNamespaces namespaces, OpenSockets open) {}
