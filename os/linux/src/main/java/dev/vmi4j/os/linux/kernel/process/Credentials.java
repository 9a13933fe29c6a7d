package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The credentials of a task: {@code struct cred}, as others see it ({@code task_struct.real_cred}). */
public final class Credentials {
    /** {@code NGROUPS_MAX}. */
    private static final long MAX_GROUPS = 65_536;

    private final Kernel kernel;
    private final Layout layout;
    private final long address;

    Credentials(Kernel kernel, Layout layout, long address) {
        this.kernel = kernel;
        this.layout = layout;
        this.address = address;
    }

    /** A set of capabilities. */
    public enum Capabilities {
        /** What is checked. */
        EFFECTIVE("cap_effective"),
        /** What may be made effective. */
        PERMITTED("cap_permitted"),
        /** What is kept over {@code execve} if the file allows it. */
        INHERITABLE("cap_inheritable"),
        /** What can ever be gained. */
        BOUNDING("cap_bset"),
        /** What is kept over {@code execve} of an ordinary file. */
        AMBIENT("cap_ambient");

        private final String field;

        Capabilities(String field) {
            this.field = field;
        }
    }

    /**
     * The saved user.
     *
     * @return {@code suid}, unsigned 32 bits
     */
    public long savedUid() {
        return read(layout.suid);
    }

    /**
     * The saved group.
     *
     * @return {@code sgid}, unsigned 32 bits
     */
    public long savedGid() {
        return read(layout.sgid);
    }

    /**
     * The user by which access to files is decided.
     *
     * @return {@code fsuid}, unsigned 32 bits
     */
    public long fileUid() {
        return read(layout.fsuid);
    }

    /**
     * The group by which access to files is decided.
     *
     * @return {@code fsgid}, unsigned 32 bits
     */
    public long fileGid() {
        return read(layout.fsgid);
    }

    /**
     * The supplementary groups.
     *
     * @return {@code group_info->gid}, each unsigned 32 bits
     * @throws VmiException when there are more than a process can have
     */
    public List<Long> groups() {
        long info = read(layout.groupInfo);
        long count = layout.groupCount.read(kernel.memory(), info);
        if (count < 0 || count > MAX_GROUPS) {
            throw new VmiException(
                    "a process cannot have " + count + " supplementary groups: its credentials are damaged");
        }
        long first = info + layout.groups.offset();
        return IntStream.range(0, (int) count)
                .mapToObj(i -> kernel.memory().readUnsigned(first + (long) i * Integer.BYTES, Integer.BYTES))
                .toList();
    }

    /**
     * A set of capabilities.
     *
     * @param set which
     * @return a bit for each, the lowest for {@code CAP_CHOWN}
     */
    public long capabilities(Capabilities set) {
        return kernel.memory().readLong(address + layout.capabilities.of(set).offset());
    }

    /** The user namespace. */
    long userNamespace() {
        return read(layout.userNamespace);
    }

    private long read(Field field) {
        return field.read(kernel.memory(), address);
    }

    /** Where the fields lie; a set of capabilities was two 32-bit words before it was one of 64 bits. */
    static final class Layout {
        private final Field suid;
        private final Field sgid;
        private final Field fsuid;
        private final Field fsgid;
        private final Field groupInfo;
        private final Field groupCount;
        private final Field groups;
        private final Field userNamespace;
        private final CapabilityFields capabilities;

        Layout(TypeCatalog types) {
            StructLayout cred = StructLayout.of(types, "cred");
            suid = cred.field("suid.val");
            sgid = cred.field("sgid.val");
            fsuid = cred.field("fsuid.val");
            fsgid = cred.field("fsgid.val");
            groupInfo = cred.field("group_info");
            userNamespace = cred.field("user_ns");
            StructLayout info = StructLayout.of(types, "group_info");
            groupCount = info.field("ngroups");
            groups = info.field("gid");
            capabilities = new CapabilityFields(cred);
        }
    }

    /** Where each set of capabilities lies in {@code struct cred}. */
    private static final class CapabilityFields {
        private final Map<Capabilities, Field> fields = new EnumMap<>(Capabilities.class);

        CapabilityFields(StructLayout cred) {
            for (Capabilities set : Capabilities.values()) {
                fields.put(set, cred.field(set.field));
            }
        }

        Field of(Capabilities set) {
            return Objects.requireNonNull(fields.get(set));
        }
    }
}
