package dev.vmi4j.lab.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionOrderTest {

    @Test
    void ordersByNumbers() {
        var ordered = List.of(
                "linux-image-6.1.0-9-amd64",
                "linux-image-6.1.0-47-amd64",
                "linux-image-6.1.0-50-amd64",
                "linux-image-6.1.0-50-cloud-amd64",
                "linux-image-6.12.107+deb13-amd64",
                "linux-image-6.12.117+deb13-amd64",
                "linux-image-20260101000000000000000.1");
        var shuffled = new ArrayList<>(ordered);
        Collections.reverse(shuffled);
        shuffled.sort(VersionOrder.INSTANCE);
        assertThat(shuffled).isEqualTo(ordered);
    }

    @Test
    void aLongerNameComesLater() {
        assertThat(VersionOrder.INSTANCE.compare("linux-6", "linux-6-a")).isNegative();
        assertThat(VersionOrder.INSTANCE.compare("linux-6", "linux-6")).isZero();
    }
}
