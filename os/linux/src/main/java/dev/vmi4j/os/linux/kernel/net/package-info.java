/**
 * The network: namespaces, sockets and interfaces.
 *
 * <p>{@link dev.vmi4j.os.linux.kernel.net.Sockets} finds the sockets of all network namespaces in the kernel's own tables
 * and through the descriptors of its processes; {@link dev.vmi4j.os.linux.kernel.net.NetDevices} finds the interfaces.
 * {@link dev.vmi4j.os.linux.kernel.net.HashChains} and {@link dev.vmi4j.os.linux.kernel.net.ResizableTable} walk the two
 * designs of hash table, bounded and whatever their links say.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.net;

import org.jspecify.annotations.NullMarked;
