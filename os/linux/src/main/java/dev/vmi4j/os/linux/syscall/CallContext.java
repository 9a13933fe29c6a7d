package dev.vmi4j.os.linux.syscall;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.file.Vfs;
import java.util.List;

/**
 * What is needed to decode the arguments of one system call.
 *
 * @param memory the address space of the process
 * @param task the thread
 * @param vfs its kernel's file system
 * @param abi how the call was made
 * @param arguments their raw values
 */
record CallContext(GuestMemory memory, Task task, Vfs vfs, Abi abi, List<Long> arguments) {
    String abiName() {
        return abi.table().abi();
    }

    long word(long address, int index) {
        return memory.readUnsigned(address + (long) index * abi.width(), abi.width());
    }
}
