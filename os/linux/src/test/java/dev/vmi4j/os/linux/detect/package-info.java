/** What detection makes of what lies in memory, also when it is damaged. */
@NullMarked
package dev.vmi4j.os.linux.detect;

import org.jspecify.annotations.NullMarked;
