/** Sessions over real files. */
@NullMarked
package dev.vmi4j.session;

import org.jspecify.annotations.NullMarked;
