/**
 * The way into vmi4j for a program: {@link dev.vmi4j.session.Session#open(java.nio.file.Path)} opens an image of any
 * format, finds the kernel in it when it is first asked for, and hands out its tables and address spaces.
 *
 * <p>What was found is kept by a {@link dev.vmi4j.session.FileSessionStore} beside the image, or in the user's cache
 * folder where that cannot be written, so that the next session need not search. The image itself is only ever read.
 */
@NullMarked
package dev.vmi4j.session;

import org.jspecify.annotations.NullMarked;
