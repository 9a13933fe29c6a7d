package dev.vmi4j.core.os;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.table.TableNotes;
import java.util.List;
import java.util.OptionalLong;

/** A guest system that knows what its frames of physical memory are used for. Implemented by operating system layers. */
public interface DescribesFrames {
    /**
     * Makes ready to tell what frames are used for. It may walk the page tables of every process, once.
     *
     * @param notes receives what could not be followed
     * @return tells of every frame
     * @throws dev.vmi4j.core.error.VmiException when the kernel does not say what is needed
     */
    FrameOwners frameOwners(TableNotes notes);

    /** Tells what frames are used for. Thread-safe. Implemented by operating system layers. */
    @FunctionalInterface
    interface FrameOwners {
        /**
         * The owners of a frame.
         *
         * @param pa any address in the frame
         * @return the processes that map it first, then what the kernel says of it; empty when nothing is known
         */
        List<FrameOwner> of(Pa pa);
    }

    /**
     * An owner of a frame.
     *
     * @param pid the process that maps the frame; empty for an owner that is no process
     * @param process the name of that process; empty text for an owner that is no process
     * @param va where the owner sees the given address; 0 where it has no such place
     * @param what what it is to the owner, in a few words
     */
    record FrameOwner(OptionalLong pid, String process, Va va, String what) {
        /**
         * An owner that is no process.
         *
         * @param va where the kernel sees the given address; 0 where it has no such place
         * @param what what it is
         * @return the owner
         */
        public static FrameOwner ofKernel(Va va, String what) {
            return new FrameOwner(OptionalLong.empty(), "", va, what);
        }
    }
}
