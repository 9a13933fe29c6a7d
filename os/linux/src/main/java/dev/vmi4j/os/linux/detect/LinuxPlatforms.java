package dev.vmi4j.os.linux.detect;

import java.util.List;
import java.util.ServiceLoader;

/** The platforms, looked up once: they are asked for at every region of memory. */
final class LinuxPlatforms {
    static final List<LinuxPlatform> ALL = ServiceLoader.load(LinuxPlatform.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private LinuxPlatforms() {}
}
