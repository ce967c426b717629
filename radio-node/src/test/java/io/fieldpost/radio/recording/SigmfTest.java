package io.fieldpost.radio.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.radio.sample.SampleFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmfTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.25Z");

    @TempDir
    Path folder;

    private static SigmfGlobal global() {
        return SigmfGlobal.of(
                SampleFormat.CU8,
                2_400_000,
                new SigmfAbout(
                        "Station 7",
                        "An \"unknown\" carrier\n\u00e9\ud83d\udce1",
                        "Fieldpost",
                        "RTL-SDR",
                        "https://example.org/l",
                        null,
                        null,
                        null),
                new GeoPoint(34.2583, 108.9286, 412.5),
                new Antenna("Discone 25-1300", "discone", 2.1, 1.4, 18.0));
    }

    private static SigmfCapture capture(Instant at) {
        return SigmfCapture.of(0, at, 868_950_000)
                .with(
                        new GeoPoint(34.2583, 108.9286, null),
                        new CaptureDetails(0.0125, 0, 2_000_000, 28.0),
                        new SensorState(
                                true,
                                28.0,
                                -20.0,
                                0.0,
                                false,
                                new SensorCalibration(NOON, 31.5, 6.2, "antenna input", 41.0)));
    }

    /** Two captures and two remarks, the second of which is given first. */
    private Path written() throws IOException {
        try (SigmfWriter writer = SigmfWriter.create(folder, "event", global())) {
            writer.capture(capture(NOON));
            writer.append(new byte[4_800], 0, 4_800);
            writer.capture(SigmfCapture.of(0, NOON.plusMillis(5), 868_950_000));
            writer.append(new byte[1_000], 200, 400);
            writer.annotate(SigmfAnnotation.of(2_400, 200, "late", "the second"));
            writer.annotate(SigmfAnnotation.of(10, 20, "early", "the first").between(868_900_000, 869_000_000.5));
            writer.close();
            return writer.meta();
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        SigmfMetadata read = SigmfMetadata.read(written());

        assertThat(read.global().about()).isEqualTo(global().about());
        assertThat(read.global().antenna()).isEqualTo(global().antenna());
        assertThat(read.global().geolocation()).isEqualTo(global().geolocation());
        assertThat(read.global().dataset().sha512()).isEqualTo(Sha512.of(folder.resolve("event.sigmf-data")));
        assertThat(read.global().extensions())
                .extracting(SigmfExtension::name)
                .containsExactly("antenna", "capture_details", "ntia-sensor");
        assertThat(read.captures()).hasSize(2);
        assertThat(read.captures().get(0)).isEqualTo(capture(NOON));
        assertThat(read.captures().get(1).sampleStart()).isEqualTo(2_400);
        assertThat(read.annotations()).extracting(SigmfAnnotation::label).containsExactly("early", "late");
        assertThat(read.annotations().get(0).upperHz()).isEqualTo(869_000_000.5);
    }

    /** The rules of SigMF 1.2.5 and its extensions that a text can break, looked up in what is written. */
    @Test
    void everyRuleOfTheSpecificationHoldsForWhatIsWritten() throws IOException {
        String text = Files.readString(written());

        assertThat(text)
                .contains("\"core:datatype\": \"cu8\"")
                .contains("\"core:version\": \"1.2.5\"")
                .contains("\"core:sample_rate\": 2400000,")
                .containsPattern("\"core:sha512\": \"[0-9a-f]{128}\"")
                .contains("\"coordinates\": [108.9286, 34.2583, 412.5]")
                .contains("\"core:datetime\": \"2026-01-31T12:00:00.250Z\"")
                .contains("\"core:frequency\": 868950000,")
                .contains("\"capture_details:start_capture\": \"2026-01-31T12:00:00.250Z\"")
                .contains("\"capture_details:stop_capture\": \"2026-01-31T12:00:00.250999583Z\"")
                .contains("\"capture_details:source_file\": \"event.sigmf-data\"")
                .contains("\"ntia-sensor:duration\": 1,")
                .contains("\"optional\": true")
                // A conforming dataset has none of these.
                .doesNotContain("core:dataset", "core:trailing_bytes", "core:header_bytes", "core:metadata_only")
                .doesNotContain("null");
    }

    @Test
    void recordingWithoutMetadataIsUnfinishedAndOneWithItIsWhole() throws IOException {
        SigmfWriter writer = SigmfWriter.create(folder, "a", global());
        writer.append(new byte[100], 0, 100);
        assertThat(folder.resolve("a.sigmf-data")).exists();
        assertThat(folder.resolve("a.sigmf-meta")).doesNotExist();
        writer.close();
        writer.close();

        assertThat(folder.resolve("a.sigmf-meta")).exists();
        assertThat(folder.resolve("a.sigmf-meta.tmp")).doesNotExist();
        assertThatThrownBy(() -> SigmfWriter.create(folder, "a", global())).isInstanceOf(IOException.class);
    }

    @Test
    void officialLogoIsUnderstoodButNotPlayed() throws IOException {
        String recordings = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(recordings != null, "no folder of recordings is named: sigmf_logo.sigmf-meta");
        Path meta = Path.of(recordings, "sigmf_logo.sigmf-meta");
        Assumptions.assumeTrue(Files.exists(meta), "recording is not there: " + meta);
        SigmfMetadata logo = SigmfMetadata.read(meta);

        assertThat(logo.global().datatype()).isEqualTo("ri16_le");
        assertThat(logo.global().channels()).isEqualTo(2);
        assertThat(logo.global().dataset().sha512()).isEqualTo(Sha512.of(meta.resolveSibling("sigmf_logo.sigmf-data")));
        assertThat(logo.captures().get(0).datetime()).isEqualTo(Instant.parse("2021-06-18T23:17:51.163959Z"));
        assertThat(logo.annotations()).extracting(SigmfAnnotation::comment).contains("logo spinup");
        assertThatThrownBy(() -> RecordedSamples.of(meta, RecordedSamples.Hints.NONE))
                .hasMessageStartingWith("recording has 2 channels, and only one can be played")
                .hasMessageEndingWith("sigmf_logo.sigmf-meta");
    }

    /** Each replaces a piece of a metadata text that is right; the complaint says where and what. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"cu8\"|\"cu7\"|line 3, column 22: global.core:datatype is not a datatype of SigMF: 'cu7'",
                "\"1.2.5\"|\"2.0.0\"|line 4, column 21: global.core:version is not a version of SigMF that is known here",
                "2400000|0.5|line 5, column 25: global.core:sample_rate is not between 1 and 1000000000000: 0.5",
                "2400000|\"fast\"|global.core:sample_rate is a text and not a number",
                "\"core:datatype\"|\"core:data\"|line 2, column 13: global.core:datatype is missing",
                "-7|-99|geolocation.coordinates[1] is not between -90 and 90: -99",
                "\"Point\"|\"Line\"|core:geolocation.type is not 'Point'",
                "\"core:sample_start\": 0|\"core:sample_start\": 9|captures[1].core:sample_start is not in order: 5 comes after 9",
                "\"core:sample_start\": 5|\"core:sample_start\": 5.5|captures[1].core:sample_start is not a whole number below 2^63",
                "\"core:sample_start\": 5|\"x\": 5|captures[1].core:sample_start is missing",
                "12:00:00Z|12:00:00+01:00|captures[0].core:datetime is not a time in UTC",
                "\"annotations\"|\"remarks\"|remarks is neither global, captures nor annotations",
                "[]|{}|annotations is an object and not an array",
                "[]|[{\"core:sample_start\": 1, \"core:freq_lower_edge\": 3}]|stands without the other edge",
                "\"e.bin\"|\"../e.bin\"|global.core:dataset is not a file's name without a path: '../e.bin'",
                "\"core:sample_start\": 5|\"core:sample_start\": 1e999999999|captures[1].core:sample_start is not between 0 and",
                "\"core:sample_start\": 5|\"core:sample_start\": 1e-999999999|captures[1].core:sample_start is not a whole number",
                "[]|[}|not JSON at line 13, column 19: no value begins like this: '}"
            })
    void whatSigmfDoesNotAllowIsNamedWithItsPlace(String right, String wrong, String message) {
        String text = RIGHT.replace(right, wrong);
        assertThat(text).isNotEqualTo(RIGHT);

        assertThatThrownBy(() -> SigmfMetadata.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(message);
    }

    private static final String RIGHT = """
            {
              "global": {
                "core:datatype": "cu8",
                "core:version": "1.2.5",
                "core:sample_rate": 2400000,
                "core:dataset": "e.bin",
                "core:geolocation": {"type": "Point", "coordinates": [108.5, -7, 3]},
                "vendor:unknown": [{"deep": null}, true, 1.5e3]
              },
              "captures": [
                {"core:sample_start": 0, "core:datetime": "2026-01-31T12:00:00Z"},
                {"core:sample_start": 5, "core:frequency": 1e8}],
              "annotations": []
            }
            """;

    @Test
    void fuzzedMetadataIsReadOrRefusedAndNothingElse() {
        int tries = 50 * Integer.getInteger("fieldpost.tries", 100);
        Random random = new Random(12);
        byte[] right = RIGHT.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < tries; i++) {
            byte[] bytes = mutated(right, random);
            try {
                SigmfMetadata.read(bytes);
            } catch (RecordingException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
            }
        }

        assertThat(refused).isGreaterThan(tries / 4).isLessThan(tries);
    }

    private static byte[] mutated(byte[] right, Random random) {
        byte[] bytes = right.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:-e0.\\u".charAt(random.nextInt(13));
                default ->
                    System.arraycopy(right, random.nextInt(right.length - 8), bytes, Math.min(at, bytes.length - 8), 8);
            }
        }
        return random.nextInt(10) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
                .hasMessage("not JSON at line 1, column 65: nested deeper than 64");
    }
}
