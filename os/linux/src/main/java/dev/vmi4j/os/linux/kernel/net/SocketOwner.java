package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.os.linux.kernel.Task;

/**
 * A descriptor that leads to a socket.
 *
 * @param process the process whose table of descriptors has it
 * @param descriptor its number
 */
public record SocketOwner(Task process, int descriptor) {}
