package io.fieldpost.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Three drivers' settings in small, because the drivers themselves stand on the other side of this module. */
public final class Drivers {
    /** What the gateway of these tests knows. */
    public static final Choices CHOICES =
            Choices.of("protocol", Map.of("opcua", OpcUa.class, "radio", Radio.class, "simulated", Simulated.class));

    private Drivers() {}

    @Setting("An OPC UA server.")
    record OpcUa(
            @Setting(value = "Where it is.", pattern = "opc\\.tcp://.+", example = "opc.tcp://10.20.0.11:4840")
            URI endpoint,

            @Setting(value = "How messages are protected.", byDefault = "Basic256Sha256")
            Security security,

            @Setting(value = "User name.", example = "operator") @Nullable
            String user,

            @Setting(value = "Password.", example = "credential:press-1") @Nullable
            Secret password,

            @Setting(value = "How often the server sends.", byDefault = "500ms", min = "10ms", max = "1min")
            Duration publishingInterval) {
        OpcUa {
            if (password != null && user == null) {
                throw new IllegalArgumentException("a password needs a user");
            }
        }
    }

    enum Security {
        NONE,
        Basic256Sha256,
        Aes128_Sha256_RsaOaep,
        Aes256_Sha256_RsaPss
    }

    @Setting("A receiver.")
    record Radio(
            @Setting(value = "Where it is.", pattern = "rtl_tcp://.+", example = "rtl_tcp://127.0.0.1:1234")
            String receiver,

            @Setting(value = "Gain in dB; without it the receiver decides.", min = "0", max = "50", example = "28.5")
            @Nullable
            Double gain,

            @Setting(value = "Error of its oscillator, parts per million.", byDefault = "0", min = "-200", max = "200")
            int ppm,

            @Setting(value = "What may transmit.", example = "/etc/fieldpost/licences.csv") @Nullable
            Path licences,

            @Setting("Where it is.") Map<String, Double> position,

            @Setting("What is kept of an alarm.") Map<String, String> evidence,

            @Setting("What to measure.") List<Mission> missions) {}

    @Setting("One band to measure.")
    record Mission(
            @Setting(value = "Name of the mission.", example = "fm")
            String name,

            @Setting(value = "The band.", example = "87MHz..108MHz") @Nullable
            FrequencyRange scan,

            @Setting("Frequencies.") List<Frequency> watch,

            @Setting(value = "Whether emissions are found.", byDefault = "false")
            boolean detect,

            @Setting(value = "How long to look.", byDefault = "500ms")
            Duration dwell,

            @Setting(value = "Width of a bin.", byDefault = "10kHz", min = "1Hz", max = "1MHz")
            Frequency resolution,

            @Setting(value = "How often.", byDefault = "1s", min = "100ms")
            Duration every) {}

    @Setting("Made-up values.")
    record Simulated(
            @Setting(value = "Seed of the values.", byDefault = "1")
            long seed,

            @Setting("A note on each machine.") Map<String, String> labels) {}
}
