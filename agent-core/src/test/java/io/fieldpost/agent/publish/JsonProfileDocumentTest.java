package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The specification and the code say the same. */
class JsonProfileDocumentTest {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("fieldpost.root", ".."), "docs", "reference", "json-profile.md");
    private static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void theExampleIsWhatIsWrittenAndRead() throws IOException, ProfileException {
        Point temperature = new Point("press-1", "barrel_temperature", "", ValueType.REAL, "Cel");
        Point shots = new Point("press-1", "shots", "", ValueType.INT, "1");
        List<Measurement> batch = List.of(
                Measurement.good(temperature, new Value.Real(218.4), TIME),
                new Measurement(shots, new Value.Int(50123), Quality.GOOD, TIME, TIME.plusMillis(3)),
                Measurement.bad(temperature, Quality.BAD_SENSOR_FAILURE, TIME.plusMillis(500)));
        StoredRecord record = new StoredRecord(
                StreamName.DATA,
                "5f1c9a0277e3b8d4",
                42,
                TIME.plusMillis(510),
                ClockState.SYNCHRONISED,
                batch.size(),
                new byte[0]);
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf("```json\n") + "```json\n".length();
        String example = document.substring(from, document.indexOf("\n```", from));
        try (JsonProfile profile = new JsonProfile(Samples.GATEWAY)) {
            byte[] written =
                    profile.encode(record, Samples.columns(batch), false).payload();
            assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(example);
        }
        byte[] bytes = example.getBytes(StandardCharsets.UTF_8);
        assertThat(new JsonProfileReader().read(bytes, null).measurements()).isEqualTo(batch);
    }

    @Test
    void everyQualityStandsInTheTableWithItsNumber() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (Quality quality : Quality.values()) {
            long number = quality.opcUaStatus() & 0xFFFF_FFFFL;
            assertThat(document).contains("| " + number + " | `" + quality + "` |");
        }
    }
}
