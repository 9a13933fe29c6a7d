/**
 * Memory images as a source of guest state.
 *
 * <p>{@link dev.vmi4j.driver.dump.MemoryImage#open(java.nio.file.Path)} is the entry point: it unpacks a compressed
 * file once into a cache, asks every {@link dev.vmi4j.driver.dump.ImageFormat} for the file's first bytes, and answers a
 * driver that reads memory and, where the image holds registers of a known architecture, registers. {@link
 * dev.vmi4j.driver.dump.ImageInfo} is what the image says about itself.
 *
 * <pre>
 * path -&gt; Unpacker (gzip, xz, zstd) -&gt; ImageFile (mapped) -&gt; ImageFormat -&gt; ImageContent -&gt; MemoryImage
 * </pre>
 *
 * <p>A new format is one class that implements {@link dev.vmi4j.driver.dump.ImageFormat} and is named as a service. An
 * image is never written to; what it lacks is a {@link dev.vmi4j.core.memory.PageState}.
 */
@NullMarked
package dev.vmi4j.driver.dump;

import org.jspecify.annotations.NullMarked;
