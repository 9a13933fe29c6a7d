/**
 * Control groups: {@link dev.vmi4j.os.linux.kernel.cgroup.ControlGroups} finds those of every hierarchy, of both versions.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.cgroup;

import org.jspecify.annotations.NullMarked;
