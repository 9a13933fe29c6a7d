/**
 * Namespaces of every kind.
 *
 * <p>{@link dev.vmi4j.os.linux.kernel.namespace.Namespaces} finds those that tasks and other namespaces refer to; a {@link
 * dev.vmi4j.os.linux.kernel.namespace.Namespace} is one of them with the processes in it.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.namespace;

import org.jspecify.annotations.NullMarked;
