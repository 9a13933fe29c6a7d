package dev.vmi4j.lab.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MirrorTest {

    @Test
    void theEnvironmentComesFirst() {
        assertThat(Mirror.find(Map.of(Mirror.VARIABLE, "http://mirror.example/debian")))
                .isEqualTo("http://mirror.example/debian");
    }

    @Test
    void takesWhatIsLabelledDebian() {
        assertThat(Mirror.choose("""
                ||http://apt.example/tools/
                Debian|Debian-Security|http://mirror.example/debian-security/
                Debian|Debian|http://mirror.example/debian/
                """)).hasValue("http://mirror.example/debian/");
    }

    @Test
    void guessesByTheAddressWhereNothingWasFetchedYet() {
        assertThat(Mirror.choose("""
                ||http://mirror.example/debian-security/
                ||http://mirror.example/debian/
                """)).hasValue("http://mirror.example/debian/");
    }

    @Test
    void findsNoneOnAnotherDistribution() {
        assertThat(Mirror.choose("Ubuntu|Ubuntu|http://mirror.example/ubuntu/\n"))
                .isEmpty();
        assertThat(Mirror.choose("")).isEmpty();
    }
}
