package dev.vmi4j.lab.debian;

import dev.vmi4j.lab.HostCommandException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where Debian packages come from: the host's own mirror, or the one that the environment names. */
public final class Mirror {

    /** The variable that names a mirror, for a host that is not Debian or suites that its mirror no longer has. */
    public static final String VARIABLE = "VMI4J_DEBIAN_MIRROR";

    private static final List<String> QUESTION =
            List.of("apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)", "Created-By: Packages");

    private Mirror() {}

    /**
     * Finds the mirror.
     *
     * @param environment the environment's variables
     * @return the mirror's address
     * @throws HostCommandException if apt is missing or has no Debian mirror
     */
    public static String find(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(mirror -> !mirror.isBlank())
                .orElseGet(Mirror::ofHost);
    }

    private static String ofHost() {
        var targets = HostCommand.of(QUESTION).run();
        return choose(targets)
                .orElseThrow(() -> new HostCommandException(
                        QUESTION, "names no Debian mirror; set " + VARIABLE + " to one", targets, null));
    }

    /**
     * Of lines "origin|label|address" the first that is labelled Debian; where no index was fetched yet and labels are
     * unknown, the first whose address ends as Debian mirrors' do.
     */
    static Optional<String> choose(String targets) {
        return targets.lines()
                .map(line -> line.split("\\|", -1))
                .filter(fields -> fields.length == 3 && rank(fields) > 0)
                .max(Comparator.comparingInt(Mirror::rank))
                .map(fields -> fields[2]);
    }

    private static int rank(String[] fields) {
        if (fields[0].equals("Debian") && fields[1].equals("Debian")) return 2;
        return fields[0].isEmpty() && fields[2].replaceAll("/+$", "").endsWith("/debian") ? 1 : 0;
    }
}
