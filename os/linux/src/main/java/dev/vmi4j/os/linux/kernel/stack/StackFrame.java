package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.address.Va;
import java.util.Optional;

/**
 * A frame of a kernel stack.
 *
 * @param kind what it is
 * @param address of the code: where it goes on
 * @param stackPointer its stack pointer
 * @param reliable whether every step to it was made by what the kernel says about its code, none by a guess
 * @param note what is to be said about it, such as why nothing follows although something should
 */
public record StackFrame(FrameKind kind, Va address, Va stackPointer, boolean reliable, Optional<String> note) {
    StackFrame withNote(String text) {
        return new StackFrame(
                kind,
                address,
                stackPointer,
                reliable,
                Optional.of(note.map(first -> first + "; " + text).orElse(text)));
    }
}
