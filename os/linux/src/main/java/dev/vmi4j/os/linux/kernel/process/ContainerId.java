package dev.vmi4j.os.linux.kernel.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identifier of a container as its runtime writes it into the path of the control group: a directory that is, or ends
 * in, 64 hexadecimal digits ({@code docker-ID.scope}, {@code cri-containerd-ID.scope}, {@code crio-ID.scope}, {@code
 * libpod-ID.scope}, {@code /docker/ID}, {@code /kubepods/.../ID}), or the name of an LXC or systemd-nspawn container.
 */
final class ContainerId {
    private static final Pattern DIGITS = Pattern.compile("(?:^|[/:-])([0-9a-f]{64})(?:\\.scope)?(?=/|$)");
    private static final Pattern NAMED =
            Pattern.compile("/(?:lxc\\.payload\\.|lxc/|machine\\.slice/systemd-nspawn@)([^/]+?)(?:\\.service)?(?=/|$)");

    private ContainerId() {}

    /** The innermost container that a path names. */
    static Optional<String> find(String path) {
        return last(DIGITS, path).or(() -> last(NAMED, path));
    }

    private static Optional<String> last(Pattern pattern, String path) {
        Matcher matcher = pattern.matcher(path);
        Optional<String> found = Optional.empty();
        while (matcher.find()) {
            found = Optional.of(matcher.group(1));
        }
        return found;
    }
}
