package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.MemoryRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an image says about itself.
 *
 * @param format for people, for example {@code ELF core (64-bit)}
 * @param path the image as the caller named it
 * @param fileSize in bytes, after unpacking
 * @param elfMachine {@code e_machine} of the guest's architecture; empty when the image does not say
 * @param vmcoreInfo the text of the VMCOREINFO note
 * @param ranges guest physical memory, ascending; pages within may be excluded
 * @param pages how many pages are there and how many are missing
 * @param virtualAddresses whether the image records at which virtual addresses memory was mapped (written by QEMU with
 *     {@code paging=true})
 * @param vcpus the number of virtual CPUs it holds register notes of
 * @param codecs how pages are compressed, as far as a sample shows; empty when none is
 * @param truncated whether the file ends before what its headers announce
 * @param remarks what else was noticed, one sentence each
 */
public record ImageInfo(
        String format,
        Path path,
        long fileSize,
        OptionalInt elfMachine,
        Optional<String> vmcoreInfo,
        List<MemoryRange> ranges,
        PageCounts pages,
        boolean virtualAddresses,
        int vcpus,
        List<String> codecs,
        boolean truncated,
        List<String> remarks) {
    /** Copies the lists. */
    public ImageInfo {
        ranges = List.copyOf(ranges);
        codecs = List.copyOf(codecs);
        remarks = List.copyOf(remarks);
    }

    ImageInfo withRemarks(List<String> all) {
        return new ImageInfo(
                format,
                path,
                fileSize,
                elfMachine,
                vmcoreInfo,
                ranges,
                pages,
                virtualAddresses,
                vcpus,
                codecs,
                truncated,
                all);
    }
}
