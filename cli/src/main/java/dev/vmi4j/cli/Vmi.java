package dev.vmi4j.cli;

/** The entry point of the {@code vmi} command. */
public final class Vmi {
    private Vmi() {}

    /**
     * Runs the command.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.out.println("vmi 0.1.0-SNAPSHOT");
    }
}
