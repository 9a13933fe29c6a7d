package dev.vmi4j.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A provider is found on the module path through {@code module-info} and on the class path through {@code META-INF/services}: both must
 * name the same classes.
 */
final class ServiceFilesTest {
    private static final String DESCRIPTOR = "module-info.class";

    @Test
    void everyProviderIsFoundOnTheClassPathToo() throws IOException {
        List<URL> descriptors = descriptors();
        assertThat(descriptors).isNotEmpty();
        for (URL url : descriptors) {
            for (Provides provides : read(url).provides()) {
                assertThat(serviceFile(url, provides.service()))
                        .as("META-INF/services/%s beside %s", provides.service(), url)
                        .containsExactlyInAnyOrderElementsOf(provides.providers());
            }
        }
    }

    private static List<URL> descriptors() throws IOException {
        List<URL> ours = new ArrayList<>();
        ClassLoader loader = ServiceFilesTest.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources(DESCRIPTOR))) {
            if (read(url).name().startsWith("dev.vmi4j.")) {
                ours.add(url);
            }
        }
        return ours;
    }

    private static ModuleDescriptor read(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return ModuleDescriptor.read(in);
        }
    }

    private static List<String> serviceFile(URL descriptor, String service) throws IOException {
        String root = descriptor.toString().substring(0, descriptor.toString().length() - DESCRIPTOR.length());
        try (InputStream in =
                URI.create(root + "META-INF/services/" + service).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
