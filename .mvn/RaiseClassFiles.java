import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Raises the class files of jars to a version that the JVM's start-up cache takes: it leaves out those below 50, which have
 * no stack maps, and verifying those anew costs a command line tool more than its own work. {@code ./vmi} runs it on what it
 * has built; nothing that is shipped changes.
 */
final class RaiseClassFiles {
    private static final int FIRST_WITH_STACK_MAPS = 50;
    private static final int VERSION = ClassFile.JAVA_17_VERSION;
    private static final int MAJOR_OFFSET = 6;

    private RaiseClassFiles() {}

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            raise(Path.of(jar));
        }
    }

    private static void raise(Path jar) throws IOException {
        Path raised = jar.resolveSibling(jar.getFileName() + ".raised");
        try (JarFile in = new JarFile(jar.toFile());
                URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(raised))) {
            ClassFile format = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ConstantPoolSharingOption.NEW_POOL,
                    ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                out.putNextEntry(new JarEntry(entry.getName()));
                try (InputStream content = in.getInputStream(entry)) {
                    out.write(raised(format, entry.getName(), content.readAllBytes()));
                }
            }
        }
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] raised(ClassFile format, String name, byte[] content) {
        boolean old = name.endsWith(".class")
                && major(content) < FIRST_WITH_STACK_MAPS;
        return old ? format.transformClass(format.parse(content), RAISE) : content;
    }

    private static int major(byte[] content) {
        return (content[MAJOR_OFFSET] & 0xff) << 8 | content[MAJOR_OFFSET + 1] & 0xff;
    }

    /** Method bodies are copied instruction by instruction, since only then they get stack maps. */
    private static final ClassTransform RAISE = ClassTransform.transformingMethodBodies(
                    (code, element) -> code.with(element))
            .andThen((ClassTransform) (type, element) -> {
                if (!(element instanceof ClassFileVersion)) {
                    type.with(element);
                }
            })
            .andThen(ClassTransform.endHandler(type -> type.withVersion(VERSION, 0)));
}
