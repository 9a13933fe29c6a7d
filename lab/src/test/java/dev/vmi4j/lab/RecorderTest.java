package dev.vmi4j.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The lines are what QEMU 7.2 printed for guests with 5, 4 and 2 levels, and for arm64. */
class RecorderTest {

    @Test
    void tellsFiveLevelsByTheRegisters() {
        assertThat(Recorder.hasFiveLevels("CR0=80050033 CR2=00000000005eaeb0 CR3=0000000001058000 CR4=00751eb0\n"))
                .isTrue();
        assertThat(Recorder.hasFiveLevels("CR0=80050033 CR2=00000000005eaeb0 CR3=0000000001058000 CR4=00750eb0\n"))
                .isFalse();
        assertThat(Recorder.hasFiveLevels("CR0=80050033 CR2=09de5005 CR3=01016000 CR4=00350ed0\n"))
                .isFalse();
        assertThat(Recorder.hasFiveLevels(" PC=ffffc24f6f7a8f5c X00=000000000002ceac\n"))
                .isFalse();
    }
}
