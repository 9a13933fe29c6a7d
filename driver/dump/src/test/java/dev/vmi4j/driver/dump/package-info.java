/** Tests of the image formats, with image writers of their own that share no code with the readers. */
@NullMarked
package dev.vmi4j.driver.dump;

import org.jspecify.annotations.NullMarked;
