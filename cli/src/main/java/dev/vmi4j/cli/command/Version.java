package dev.vmi4j.cli.command;

/** The version of vmi. */
final class Version {
    private static final String UNPACKAGED = "(run from classes)";

    private Version() {}

    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? UNPACKAGED : version;
    }
}
