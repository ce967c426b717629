package io.fieldpost.driver.mqttin;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings for the tests' broker, with what a test wants otherwise. */
final class TestSettings {
    private static final Path PASSWORD_FILE = passwordFile();

    private final int port;
    private @Nullable String user = RealBroker.USER;
    private @Nullable Secret password = Secret.parse("file:" + PASSWORD_FILE);
    private @Nullable String clientId;
    private boolean persistent = true;
    private DeviceKind devices = DeviceKind.PLAIN;
    private @Nullable String availability;
    private RetainedAs retained = RetainedAs.UNCERTAIN;
    private @Nullable String time;
    private @Nullable String zone;
    private @Nullable Duration staleAfter;
    private long largest = 65_536;
    private Duration timeout = Duration.ofSeconds(20);

    private TestSettings(int port) {
        this.port = port;
    }

    static TestSettings of(int port) {
        return new TestSettings(port);
    }

    private static Path passwordFile() {
        try {
            Path file = Files.createTempFile("password", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, RealBroker.PASSWORD);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    TestSettings anonymous() {
        user = null;
        password = null;
        return this;
    }

    TestSettings user(String name) {
        user = name;
        return this;
    }

    TestSettings clientId(String id) {
        clientId = id;
        return this;
    }

    TestSettings clean() {
        persistent = false;
        return this;
    }

    TestSettings devices(DeviceKind kind) {
        devices = kind;
        return this;
    }

    TestSettings availability(String topic) {
        availability = topic;
        return this;
    }

    TestSettings retained(RetainedAs as) {
        retained = as;
        return this;
    }

    TestSettings time(String pointer, @Nullable String inZone) {
        time = pointer;
        zone = inZone;
        return this;
    }

    TestSettings staleAfter(Duration limit) {
        staleAfter = limit;
        return this;
    }

    TestSettings largest(long bytes) {
        largest = bytes;
        return this;
    }

    TestSettings timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    MqttInSettings build() {
        return new MqttInSettings(
                URI.create("mqtt://127.0.0.1:" + port),
                user,
                password,
                null,
                null,
                false,
                clientId,
                persistent,
                devices,
                availability,
                retained,
                time,
                zone,
                staleAfter,
                new ByteSize(largest),
                timeout);
    }
}
