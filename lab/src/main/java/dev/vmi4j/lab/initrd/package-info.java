/**
 * What a guest boots from: {@link dev.vmi4j.lab.initrd.Initrd} packs busybox, the workload and the lab's own scripts
 * into a cpio archive.
 */
@NullMarked
package dev.vmi4j.lab.initrd;

import org.jspecify.annotations.NullMarked;
