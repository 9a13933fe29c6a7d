/**
 * Data of a kernel that lists functions alone (built without {@code CONFIG_KALLSYMS_ALL}): {@link
 * dev.vmi4j.os.linux.detect.data.HiddenData} completes the symbols from what the kernel exports, from its types' list of
 * per-CPU variables, from VMCOREINFO, and from what code and objects point to ({@link
 * dev.vmi4j.os.linux.detect.data.Clue}), each proven by its shape.
 */
@NullMarked
package dev.vmi4j.os.linux.detect.data;

import org.jspecify.annotations.NullMarked;
