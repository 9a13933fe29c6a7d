/**
 * BTF, the type information that Linux kernels carry in their own memory.
 *
 * <p>{@link dev.vmi4j.symbols.btf.Btf} is a {@link dev.vmi4j.symbols.type.TypeCatalog} over the bytes of one BTF blob:
 * the kernel's own, or that of a module over the kernel's. {@link dev.vmi4j.symbols.btf.BtfScanner} finds blobs in
 * guest memory. The format is described in the kernel's {@code Documentation/bpf/btf.rst}.
 */
@NullMarked
package dev.vmi4j.symbols.btf;

import org.jspecify.annotations.NullMarked;
