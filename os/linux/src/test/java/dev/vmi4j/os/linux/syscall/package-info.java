@NullMarked
package dev.vmi4j.os.linux.syscall;

import org.jspecify.annotations.NullMarked;
