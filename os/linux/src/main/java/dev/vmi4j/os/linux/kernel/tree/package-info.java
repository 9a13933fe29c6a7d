/**
 * The kernel's trees, walked in order: {@link dev.vmi4j.os.linux.kernel.tree.RbTree red-black trees} and {@link
 * dev.vmi4j.os.linux.kernel.tree.MapleTree maple trees}.
 *
 * <p>Both walks trust a node only when it points back to the node it was reached from, leave out what is damaged with a
 * note, and end after a bounded number of entries whatever the memory holds.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.tree;

import org.jspecify.annotations.NullMarked;
