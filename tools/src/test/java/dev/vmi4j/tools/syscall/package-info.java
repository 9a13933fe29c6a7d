@NullMarked
package dev.vmi4j.tools.syscall;

import org.jspecify.annotations.NullMarked;
