package io.fieldpost.driver.certifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void missingLibraryIsNamedAndNotOnlyThatSomethingFailed() {
        Throwable missing = new NoClassDefFoundError("com/acme/Press");
        assertThat(Reasons.of(new AssertionError("read failed with an error", new RuntimeException(missing))))
                .isEqualTo("read failed with an error (java.lang.NoClassDefFoundError: com/acme/Press)");
    }

    @Test
    void whatWasSaidAlreadyIsNotSaidTwice() {
        assertThat(Reasons.of(new IllegalStateException("java.io.IOException: gone", new java.io.IOException("gone"))))
                .isEqualTo("java.io.IOException: gone");
    }

    @Test
    void linesBecomeOne() {
        assertThat(Reasons.of(new AssertionError("\nExpecting\n  1\nto be 2\n")))
                .isEqualTo("Expecting 1 to be 2");
    }
}
