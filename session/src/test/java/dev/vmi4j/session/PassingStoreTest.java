package dev.vmi4j.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassingStoreTest {
    @Test
    void keepsWhatIsSmall() {
        PassingStore store = new PassingStore();
        store.save("small", new byte[] {1, 2});
        store.save("large", new byte[1 << 20]);

        assertThat(store.load("small")).contains(new byte[] {1, 2});
        assertThat(store.load("large")).isEmpty();
        assertThat(store.load("other")).isEmpty();
    }
}
