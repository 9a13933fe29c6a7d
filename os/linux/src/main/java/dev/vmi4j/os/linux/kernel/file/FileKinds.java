package dev.vmi4j.os.linux.kernel.file;

/** Says of what kind an open file is. */
final class FileKinds {
    private static final int TYPE_MASK = 0xf000;
    private static final int PIPE = 0x1000;
    private static final int CHARACTER = 0x2000;
    private static final int DIRECTORY = 0x4000;
    private static final int BLOCK = 0x6000;
    private static final int REGULAR = 0x8000;
    private static final int LINK = 0xa000;
    private static final int SOCKET = 0xc000;

    private FileKinds() {}

    static String of(OpenFile file) {
        Inode inode = file.inode();
        String fileSystem = inode.fileSystemType();
        return switch (fileSystem) {
            case "anon_inodefs" -> anonymous(file.dentryName());
            case "pidfs" -> "pidfd";
            case "nsfs" -> "namespace";
            default -> byMode(file, (int) inode.mode(), fileSystem);
        };
    }

    private static String byMode(OpenFile file, int mode, String fileSystem) {
        return switch (mode & TYPE_MASK) {
            case PIPE -> fileSystem.equals("pipefs") ? "pipe" : "fifo";
            case CHARACTER -> "chr";
            case DIRECTORY -> "directory";
            case BLOCK -> "blk";
            case REGULAR -> isMemfd(file) ? "memfd" : "regular";
            case LINK -> "link";
            case SOCKET -> "socket";
            default -> "mode %o".formatted(mode);
        };
    }

    private static String anonymous(String name) {
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    /** A file of a memory file system that no directory holds, with the name that {@code memfd_create} gives. */
    private static boolean isMemfd(OpenFile file) {
        return file.hasPseudoName() && file.dentryName().startsWith("memfd:");
    }
}
