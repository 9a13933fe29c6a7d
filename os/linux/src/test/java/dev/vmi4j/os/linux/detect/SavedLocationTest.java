package dev.vmi4j.os.linux.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.os.SessionStore;
import org.junit.jupiter.api.Test;

class SavedLocationTest {
    @Test
    void keepsWhereTheTextBegins() {
        MemoryStore store = new MemoryStore();
        new SavedLocation(store).save(new Pa(0x2bd7_3000L));

        assertThat(new SavedLocation(store).load()).contains(new Pa(0x2bd7_3000L));
    }

    @Test
    void knowsNothingWhereNothingOrSomethingElseWasSaved() {
        MemoryStore store = new MemoryStore();
        store.save("linux-vmcoreinfo", new byte[7]);

        assertThat(new SavedLocation(store).load()).isEmpty();
        assertThat(new SavedLocation(SessionStore.NONE).load()).isEmpty();
    }
}
