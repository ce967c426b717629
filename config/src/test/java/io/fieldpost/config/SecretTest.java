package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @TempDir
    Path directory;

    @Test
    void aVariableIsTakenFromTheEnvironment() throws SecretException {
        assertThat(Secret.parse("env:BROKER_PASSWORD")
                        .resolve(Map.of("BROKER_PASSWORD", "pässword"))
                        .text())
                .isEqualTo("pässword");
    }

    @Test
    void aFileLosesTheLineEndThatAnEditorPutsThereAndNothingElse() throws Exception {
        assertThat(fromFile("s3cret\n")).isEqualTo("s3cret");
        assertThat(fromFile("s3cret\r\n")).isEqualTo("s3cret");
        assertThat(fromFile("s3cret\n\n")).isEqualTo("s3cret\n");
        assertThat(fromFile(" s3cret ")).isEqualTo(" s3cret ");
    }

    @Test
    void aCredentialIsReadFromTheDirectoryThatSystemdNames() throws Exception {
        Files.writeString(directory.resolve("device"), "key");

        Secret device = Secret.parse("credential:device");

        assertThat(device.resolve(Map.of("CREDENTIALS_DIRECTORY", directory.toString()))
                        .text())
                .isEqualTo("key");
        assertThatThrownBy(() -> device.resolve(Map.of()))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("LoadCredential=");
    }

    @Test
    void whatIsMissingEmptyOrTooLargeIsSaidWithTheReference() throws IOException {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> Secret.parse("file:" + missing).resolve(Map.of()))
                .isInstanceOf(SecretException.class)
                .hasMessage("file:" + missing + " cannot be read: there is no " + missing);
        assertThatThrownBy(() -> Secret.parse("file:" + directory).resolve(Map.of()))
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> Secret.parse("env:P").resolve(Map.of()))
                .hasMessage("env:P is not set in the environment of the agent");
        assertThatThrownBy(() -> fromFile("\n")).hasMessageEndingWith("is empty");
        assertThatThrownBy(() -> fromFile("x".repeat(Secret.LARGEST + 1)))
                .hasMessageContaining("larger than 65536 bytes");
    }

    @Test
    void aResolvedSecretPrintsAsStars() throws SecretException {
        SecretValue value = Secret.parse("env:P").resolve(Map.of("P", "s3cret"));

        assertThat(value).hasToString("***");
        value.bytes()[0] = 'X';
        assertThat(value.text()).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "",
                "env:",
                "env:s3cret-",
                "env:1s3cret",
                "file:s3cret",
                "file:\0s3cret",
                "credential:../s3cret",
                "credential:",
                "credential:a/s3cret",
                "vault:s3cret",
                "ENV:s3cret"
            })
    void whatIsNoReferenceIsRefusedWithoutBeingPrinted(String text) {
        assertThatThrownBy(() -> Secret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env:BROKER_PASSWORD", "file:/etc/fieldpost/password", "credential:broker-password"})
    void aReferencePrintsAsItIsWritten(String text) {
        assertThat(Secret.parse(text)).hasToString(text);
    }

    private String fromFile(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), content);
        return Secret.parse("file:" + file).resolve(Map.of()).text();
    }
}
