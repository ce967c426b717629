package io.fieldpost.radio.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.recording.RecordingException;
import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.simulation.FmBroadcast;
import io.fieldpost.radio.simulation.RdsProgramme;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyseCommandTest {
    private static final double RATE = 1_000_000;

    @TempDir
    Path folder;

    private final FakeContext context = new FakeContext();

    @Test
    void broadcastsSayWhoTheyAre() throws Exception {
        RdsProgramme city = new RdsProgramme(0xC1A7, "CITY 891", "Changan City News 89.1", 1, true);
        RdsProgramme river = new RdsProgramme(0x1234, "RIVER FM", "Music", 10, false);
        Baseband band = FmBroadcast.band(
                List.of(
                        new FmBroadcast.Placed(FmBroadcast.stereo(city, 0.04), -250_000, -10),
                        new FmBroadcast.Placed(FmBroadcast.stereo(river, 0.04), 200_000, -20)),
                2.4,
                RATE,
                -115,
                10);
        List<Found> found = analyse(write("fm_89.35M_1000k.cu8", FmBroadcast.cu8(band)));

        assertThat(found).extracting(Found::kind).containsExactly("wfm", "wfm");
        assertThat(found).extracting(Found::station).containsExactly("C1A7 CITY 891", "1234 RIVER FM");
        assertThat(found.get(0).centerHz()).isEqualTo(89_100_000, within(2_000.0));
        assertThat(found.get(1).centerHz()).isEqualTo(89_550_000, within(2_000.0));
        assertThat(found.get(0).levelDbfs()).isEqualTo(-10, within(0.5));
        assertThat(found.get(1).levelDbfs()).isEqualTo(-20, within(0.5));
        // They are there throughout.
        assertThat(found).allSatisfy(each -> {
            assertThat(each.start()).isZero();
            assertThat(each.seconds()).isEqualTo(2.4, within(0.01));
        });
    }

    @Test
    void burstsOfMillisecondsAreFoundWhereTheyAre() throws Exception {
        Baseband noise = noise(1.0);
        tone(noise, 100_000, -20, 0.3001, 0.005);
        tone(noise, -200_000, -30, 0.7003, 0.003);
        tone(noise, -200_000, -30, 0.8, 0.0105);
        List<Found> found = analyse(write("bursts_433.9M_1000k.cu8", FmBroadcast.cu8(noise)));

        assertThat(found).hasSize(3);
        check(found.get(0), 434_000_000, -20, 0.3001, 0.005);
        check(found.get(1), 433_700_000, -30, 0.7003, 0.003);
        check(found.get(2), 433_700_000, -30, 0.8, 0.0105);
    }

    private static void check(Found found, double centerHz, double levelDbfs, double start, double seconds) {
        assertThat(found.centerHz()).isEqualTo(centerHz, within(300.0));
        assertThat(found.levelDbfs()).isEqualTo(levelDbfs, within(0.7));
        assertThat(found.start()).isEqualTo(start, within(0.0005));
        assertThat(found.seconds()).isEqualTo(seconds, within(0.0007));
    }

    @Test
    void noiseAloneHoldsNothing() throws Exception {
        for (int seed = 0; seed < 3; seed++) {
            Baseband noise = new Baseband(new float[300_000], new float[300_000], RATE, 0);
            FmBroadcast.addNoise(noise, 1e-3, seed);
            assertThat(analyse(write("noise" + seed + "_100M_1000k.cu8", FmBroadcast.cu8(noise))))
                    .isEmpty();
        }
    }

    @Test
    void aCarrierThatNeverPausesIsFoundAndTheReceiversOwnIsNot() throws Exception {
        Baseband noise = noise(0.5);
        tone(noise, 50_100, -30, 0, 1);
        for (int i = 0; i < noise.length(); i++) {
            noise.re()[i] += 0.01f;
        }
        List<Found> found = analyse(write("carrier_100M_1000k.cf32", cf32(noise)));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).centerHz()).isEqualTo(100_050_100, within(50.0));
        assertThat(found.get(0).levelDbfs()).isEqualTo(-30, within(0.5));
        assertThat(found.get(0).kind()).isEqualTo("cw");
        Words.run(
                new AnalyseCommand(),
                context,
                folder.resolve("carrier_100M_1000k.cf32").toString(),
                "--json");
        assertThat(context.text()).containsPattern("\"dc_i\": 0\\.0(10|099)").contains("\"center_hz\": 100000000");
    }

    @Test
    void headAndTableAreForAPerson() throws Exception {
        Baseband noise = noise(0.5);
        tone(noise, 100_000, -20, 0.3, 0.005);
        Path file = write("head_433.9M_1000k.cu8", FmBroadcast.cu8(noise));
        Words.run(new AnalyseCommand(), context, file.toString());

        assertThat(context.text())
                .contains("samples    500000 of cu8 at 1 MHz, 0.5000 s")
                .contains("centre     433.9 MHz")
                // -90 dBFS/Hz over 1 MHz, and a hundredth of -20 dBFS.
                .contains("rms -29.6 dBFS")
                .contains("0 % clipped")
                .contains("noise      -90.")
                .containsPattern("start s +length s +centre MHz")
                .containsPattern("\n *0\\.300\\d +0\\.00\\d\\d +434\\.0000 ");
    }

    @Test
    void csvHasALineForEach() throws Exception {
        Baseband noise = noise(0.5);
        tone(noise, 100_000, -20, 0.3, 0.005);
        Path file = write("csv_433.9M_1000k.cu8", FmBroadcast.cu8(noise));
        Words.run(new AnalyseCommand(), context, file.toString(), "--csv");

        List<String> lines = context.text().lines().toList();
        assertThat(lines.get(0)).startsWith("start_s,duration_s,center_hz,bandwidth_hz,level_dbfs,snr_db,class");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).split(",", -1)).hasSize(lines.get(0).split(",").length);
    }

    @Test
    void rowsOfAnotherProgramAreReadToo() throws Exception {
        StringBuilder rows = new StringBuilder();
        Random random = new Random(1);
        for (int row = 0; row < 20; row++) {
            rows.append(String.format("2026-05-01, 08:00:%02d, 433000000, 435000000, 10000.00, 16", row));
            for (int cell = 0; cell < 201; cell++) {
                boolean on = cell >= 90 && cell < 93 && row >= 5 && row < 15;
                rows.append(String.format(", %.2f", (on ? -30 : -60) + random.nextGaussian()));
            }
            rows.append('\n');
        }
        List<Found> found = analyse(Files.writeString(folder.resolve("band.csv"), rows));

        assertThat(found).hasSize(1);
        // From the sixth row to the fifteenth.
        assertThat(found.get(0).start()).isEqualTo(5);
        assertThat(found.get(0).seconds()).isEqualTo(9);
        assertThat(found.get(0).centerHz()).isEqualTo(433_910_000, within(10_000.0));
        Words.run(new AnalyseCommand(), context, folder.resolve("band.csv").toString(), "--json");
        assertThat(context.text()).contains("\"rows\": 20");
    }

    @Test
    void whatCanNotBeReadIsAFact() throws Exception {
        assertThatThrownBy(() -> Words.run(
                        new AnalyseCommand(),
                        context,
                        folder.resolve("none.cu8").toString()))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("there is no such file");
        Path nameless = write("nameless.cu8", new byte[100_000]);
        assertThatThrownBy(() -> Words.run(new AnalyseCommand(), context, nameless.toString()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("sample rate is not known");
        assertThatThrownBy(() -> Words.run(
                        new AnalyseCommand(),
                        context,
                        write("short.cu8", new byte[100]).toString(),
                        "--rate=1M"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("too short");
        Path text = Files.writeString(folder.resolve("text.txt"), "no rows\n");
        assertThatThrownBy(() -> Words.run(new AnalyseCommand(), context, text.toString()))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("no row that could be read");
    }

    /** Random bytes as floating point hold infinities, and numbers that are none. */
    @Test
    void anyBytesGiveATableOrAFact() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            byte[] bytes = new byte[random.nextInt(60_000)];
            random.nextBytes(bytes);
            String ending = List.of("cu8", "cs8", "cs16", "cf32", "wav", "csv").get(i % 6);
            Path file = write("any_100M_1000k." + ending, bytes);
            try {
                Words.run(new AnalyseCommand(), context, file.toString());
            } catch (RecordingException | ToolException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void silenceIsNoSignalAndNoException() throws Exception {
        byte[] silence = new byte[800_000];
        assertThat(analyse(write("silence_100M_1000k.cf32", silence))).isEmpty();
    }

    /** What one emission's line says. */
    record Found(
            double start,
            double seconds,
            double centerHz,
            double levelDbfs,
            String kind,
            String symbols,
            String station) {
        static Found of(String line) {
            String[] cells = line.split(",", -1);
            return new Found(
                    Double.parseDouble(cells[0]),
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[4]),
                    cells[6],
                    cells[8],
                    (cells[9] + " " + cells[10]).strip());
        }
    }

    private List<Found> analyse(Path file) throws Exception {
        FakeContext csv = new FakeContext();
        assertThat(Words.run(new AnalyseCommand(), csv, file.toString(), "--csv"))
                .isZero();
        return csv.text().lines().skip(1).map(Found::of).toList();
    }

    private static Baseband noise(double seconds) {
        int n = (int) (seconds * RATE);
        Baseband noise = new Baseband(new float[n], new float[n], RATE, 0);
        FmBroadcast.addNoise(noise, 1e-3, 3);
        return noise;
    }

    private static void tone(Baseband into, double offsetHz, double levelDbfs, double start, double seconds) {
        double amplitude = Math.pow(10, levelDbfs / 20);
        int to = (int) Math.min(into.length(), (start + seconds) * RATE);
        for (int i = (int) (start * RATE); i < to; i++) {
            into.re()[i] += (float) (amplitude * Math.cos(2 * Math.PI * offsetHz / RATE * i));
            into.im()[i] += (float) (amplitude * Math.sin(2 * Math.PI * offsetHz / RATE * i));
        }
    }

    private static byte[] cf32(Baseband samples) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * samples.length()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length(); i++) {
            bytes.putFloat(samples.re()[i]).putFloat(samples.im()[i]);
        }
        return bytes.array();
    }

    private Path write(String name, byte[] data) throws IOException {
        return Files.write(folder.resolve(name), data);
    }
}
