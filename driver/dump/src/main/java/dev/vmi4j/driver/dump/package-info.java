/** Memory images as a source of guest state. */
@NullMarked
package dev.vmi4j.driver.dump;

import org.jspecify.annotations.NullMarked;
