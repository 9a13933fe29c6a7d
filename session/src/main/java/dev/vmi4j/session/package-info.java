/**
 * The way into vmi4j for a program: {@link dev.vmi4j.session.Session#open(java.nio.file.Path)} opens an image of any
 * format, {@link dev.vmi4j.session.Session#over(dev.vmi4j.core.driver.ReadsMemory)} takes any other source. A session
 * finds the kernel when it is first asked for, and hands out its tables and address spaces.
 *
 * <p>What was found about an image is kept by a {@link dev.vmi4j.session.FileSessionStore} beside it, or in the user's
 * cache folder where that cannot be written, so that the next session need not search. The image itself is only ever
 * read. A source that is no file keeps nothing unless its opener brings a store.
 */
@NullMarked
package dev.vmi4j.session;

import org.jspecify.annotations.NullMarked;
