package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names of what has no path. A file system of such things gives its dentries a function that makes the name ({@code
 * dentry_operations.d_dname}); which one it is, its symbol says.
 */
final class PseudoNames {
    private static final int MAX_NAMESPACE_NAME = 32;

    /** The functions that are known. */
    private enum Function {
        PIPE("pipefs_dname"),
        SOCKET("sockfs_dname"),
        ANONYMOUS("anon_inodefs_dname"),
        SIMPLE("simple_dname"),
        NAMESPACE("ns_dname"),
        PIDFD("pidfs_dname");

        private final String symbol;

        Function(String symbol) {
            this.symbol = symbol;
        }
    }

    private final GuestMemory memory;
    private final SymbolTable symbols;
    private final VfsLayout layout;
    private final Paths paths;
    private final Map<Long, Function> functions = new HashMap<>();
    private final Field namespaceOperations;
    private final Field namespaceNumber;
    private final Field namespaceName;

    PseudoNames(Kernel kernel, VfsLayout layout, Paths paths) {
        this.memory = kernel.memory();
        this.symbols = kernel.symbols();
        this.layout = layout;
        this.paths = paths;
        for (Function function : Function.values()) {
            for (Symbol symbol : symbols.findAll(function.symbol)) {
                functions.put(symbol.address(), function);
            }
        }
        StructLayout namespace = StructLayout.of(kernel.requireTypes(), "ns_common");
        namespaceOperations = namespace.field("ops");
        namespaceNumber = namespace.field("inum");
        namespaceName =
                StructLayout.of(kernel.requireTypes(), "proc_ns_operations").field("name");
    }

    /** The name of a place that has one instead of a path. */
    Optional<String> name(Location place) {
        long function = function(place);
        return function == 0 ? Optional.empty() : Optional.of(name(place.dentry(), function));
    }

    /** The function that makes the name of a place; 0 when it has a path. */
    long function(Location place) {
        long function = function(place.dentry());
        return function == 0 || isRootOfItsMount(place) ? 0 : function;
    }

    /** The name of a dentry that stands for a namespace. */
    Optional<String> namespaceOf(long dentry) {
        return functions.get(function(dentry)) == Function.NAMESPACE
                ? Optional.of(namespace(dentry))
                : Optional.empty();
    }

    private long function(long dentry) {
        long operations = layout.dentryOperations.read(memory, dentry);
        return operations == 0 ? 0 : layout.dname.read(memory, operations);
    }

    private String name(long dentry, long address) {
        Function function = functions.get(address);
        if (function == null) {
            throw new VmiException("the path is made by the kernel's function at " + Addresses.hex(address)
                    + symbols.nearest(address)
                            .map(found -> ", " + found.symbol().name())
                            .orElse("") + ", which is not known here");
        }
        return switch (function) {
            case PIPE -> "pipe:[" + inodeNumber(dentry) + "]";
            case SOCKET -> "socket:[" + inodeNumber(dentry) + "]";
            case ANONYMOUS -> "anon_inode:" + paths.name(dentry);
            case SIMPLE -> "/" + paths.name(dentry) + " (deleted)";
            case NAMESPACE -> namespace(dentry);
            case PIDFD -> "anon_inode:[pidfd]";
        };
    }

    private String namespace(long dentry) {
        long namespace = layout.inodePrivate.read(memory, inode(dentry));
        long name = namespaceName.read(memory, namespaceOperations.read(memory, namespace));
        byte[] text = memory.readBytes(name, (int) memory.readable(name, MAX_NAMESPACE_NAME));
        return GuestText.terminated(text) + ":[" + namespaceNumber.read(memory, namespace) + "]";
    }

    private boolean isRootOfItsMount(Location place) {
        return layout.dentryParent.read(memory, place.dentry()) == place.dentry()
                && layout.vfsmountRoot.read(memory, place.mount()) == place.dentry();
    }

    private String inodeNumber(long dentry) {
        return Long.toUnsignedString(layout.inodeNumber.read(memory, inode(dentry)));
    }

    private long inode(long dentry) {
        return layout.dentryInode.read(memory, dentry);
    }
}
