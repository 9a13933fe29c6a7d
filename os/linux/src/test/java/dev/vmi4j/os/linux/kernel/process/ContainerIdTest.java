package dev.vmi4j.os.linux.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainerIdTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docker/%s",
                "/system.slice/docker-%s.scope",
                "/machine.slice/libpod-%s.scope/container",
                "/system.slice/containerd.service/kubepods-besteffort-pod1.slice:cri-containerd:%s",
                "/kubepods.slice/kubepods-pod1_2.slice/cri-containerd-%s.scope",
                "/kubepods.slice/kubepods-burstable.slice/crio-%s.scope/init",
                "/kubepods/besteffort/pod0a1b2c3d-0000-1111-2222-333344445555/%s",
                "/default/%s",
            })
    void findsTheIdentifierThatARuntimeWroteIntoThePath(String path) {
        assertThat(ContainerId.find(path.formatted(ID))).contains(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lxc.payload.web/system.slice",
                "/lxc/web",
                "/machine.slice/systemd-nspawn@web.service",
                "/machine.slice/systemd-nspawn@web.service/payload",
            })
    void findsTheNameOfAContainerThatHasOne(String path) {
        assertThat(ContainerId.find(path)).contains("web");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/system.slice/ssh.service",
                "/user.slice/user-1000.slice/session-3.scope",
                "/docker/0123456789abcdef",
                "/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef00",
            })
    void otherPathsNameNoContainer(String path) {
        assertThat(ContainerId.find(path)).isEmpty();
    }

    @Test
    void theInnermostOfNestedContainersCounts() {
        String outer = "f".repeat(64);
        assertThat(ContainerId.find("/docker/" + outer + "/docker/" + ID)).contains(ID);
    }
}
