package io.fieldpost.radio.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GpsdClientTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long SECOND = 1_000_000_000;

    /** As gpsd 3.22 writes them. */
    private static final String TPV = "{\"class\":\"TPV\",\"device\":\"/dev/pts/1\",\"mode\":3,"
            + "\"time\":\"2026-01-02T03:04:10.000Z\",\"ept\":0.005,\"lat\":29.563000000,\"lon\":106.551000000,"
            + "\"altHAE\":214.0000,\"altMSL\":244.0000,\"alt\":244.0000,\"epx\":9.928,\"epv\":27.600,\"eph\":15.200}";

    private static final String SKY = "{\"class\":\"SKY\",\"device\":\"/dev/pts/1\",\"hdop\":0.80,\"satellites\":["
            + "{\"PRN\":2,\"el\":40.0,\"az\":110.0,\"ss\":42.0,\"used\":true,\"gnssid\":0,\"svid\":2},"
            + "{\"PRN\":407,\"ss\":40.0,\"used\":true,\"gnssid\":3,\"svid\":7},"
            + "{\"PRN\":410,\"ss\":41.0,\"used\":false,\"gnssid\":3,\"svid\":10},"
            + "{\"PRN\":419,\"ss\":39.0,\"used\":true,\"gnssid\":3,\"svid\":19}]}";

    private static final String TOFF = "{\"class\":\"TOFF\",\"device\":\"/dev/pts/1\",\"real_sec\":1767323050, "
            + "\"real_nsec\":0,\"clock_sec\":1767323050,\"clock_nsec\":107683793}";

    private static final String PPS = "{\"class\":\"PPS\",\"device\":\"/dev/ttyS0\",\"real_sec\":1767323050, "
            + "\"real_nsec\":0,\"clock_sec\":1767323049,\"clock_nsec\":999998500,\"precision\":-20}";

    private long nanos;

    @Test
    void positionCountsBeidouSatellitesThatAreUsed() throws Exception {
        try (GpsdServer gpsd = new GpsdServer();
                GpsdClient client = client(gpsd.port())) {
            client.step(nanos);
            assertThat(gpsd.heard()).isEqualTo("?WATCH={\"enable\":true,\"json\":true,\"pps\":true};");
            gpsd.say(SKY);
            gpsd.say(TPV);
            assertThat(await(() -> client.position(NOW) != null)).isTrue();

            Position position = client.position(NOW);
            assertThat(position.latitudeDeg()).isEqualTo(29.563);
            assertThat(position.longitudeDeg()).isEqualTo(106.551);
            assertThat(position.altitudeM()).isEqualTo(244);
            assertThat(position.horizontalErrorM()).isEqualTo(15.2);
            assertThat(position.satellites()).isEqualTo(3);
            assertThat(position.beidouSatellites()).isEqualTo(2);
            assertThat(position.time()).isEqualTo(Instant.parse("2026-01-02T03:04:10Z"));
            assertThat(client.trouble()).isEmpty();
            // Ten seconds later it is no longer known.
            assertThat(client.position(NOW.plusSeconds(11))).isNull();
        }
    }

    @Test
    void clockIsComparedWithThePulseRatherThanWithTheText() {
        GpsdState state = new GpsdState();
        state.accept(GpsdReport.parse(TOFF), NOW);
        ClockQuality byText = state.clock(NOW);
        state.accept(GpsdReport.parse(PPS), NOW);
        ClockQuality byPulse = state.clock(NOW);

        assertThat(byText.source().toString()).isEqualTo("gps");
        assertThat(byText.offsetSeconds()).isEqualTo(0.107683793, within(1e-9));
        assertThat(byPulse.source().toString()).isEqualTo("gps-pps");
        assertThat(byPulse.offsetSeconds()).isEqualTo(-1.5e-6, within(1e-9));
        assertThat(byPulse.errorSeconds()).isEqualTo(Math.pow(2, -20));
        assertThat(state.clock(NOW.plusSeconds(11))).isNull();
    }

    @Test
    void connectionIsMadeAgainAfterPausesThatGrow() throws Exception {
        try (GpsdServer gpsd = new GpsdServer();
                GpsdClient client = client(gpsd.port())) {
            client.step(nanos);
            gpsd.heard();
            gpsd.say(TPV);
            assertThat(await(() -> client.position(NOW) != null)).isTrue();
            client.step(nanos);
            gpsd.hangUp();
            assertThat(await(() -> client.trouble().startsWith("connection closed by gpsd")))
                    .isTrue();
            // Sees the loss, waits a second, connects.
            client.step(nanos);
            client.step(nanos + SECOND - 1);
            client.step(nanos + SECOND);

            assertThat(gpsd.heard()).startsWith("?WATCH");
        }
    }

    @Test
    void silentConnectionIsGivenUp() throws Exception {
        try (GpsdServer gpsd = new GpsdServer();
                GpsdClient client = client(gpsd.port())) {
            client.step(nanos);
            gpsd.heard();
            // What it says of itself is heard before one of these steps, and nothing before the next.
            client.step(nanos + 31 * SECOND);
            String first = client.trouble();
            client.step(nanos + 62 * SECOND);
            String second = client.trouble();
            assertThat(List.of(first, second))
                    .anySatisfy(trouble -> assertThat(trouble).startsWith("gpsd said nothing for 30 s"));
        }
    }

    @Test
    void nobodyThereIsTroubleAndNoPosition() throws Exception {
        int port;
        try (GpsdServer gone = new GpsdServer()) {
            port = gone.port();
        }
        try (GpsdClient client = client(port)) {
            client.step(nanos);

            assertThat(await(() -> client.trouble().startsWith("gpsd is not reached")))
                    .isTrue();
            assertThat(client.position(NOW)).isNull();
            assertThat(client.clock(NOW)).isEqualTo(ClockQuality.NTP);
        }
    }

    @Test
    void foreignLineIsRefusedWithItsPlaceAndTheRestGoesOn() throws Exception {
        try (GpsdServer gpsd = new GpsdServer();
                GpsdClient client = client(gpsd.port())) {
            client.step(nanos);
            gpsd.heard();
            gpsd.say("{\"class\":\"TPV\",\"mode\":3,\"lat\":91,\"lon\":0}");
            gpsd.say("SSH-2.0-OpenSSH");
            assertThat(await(() -> client.refused() == 2)).isTrue();
            assertThat(client.trouble()).startsWith("line of gpsd was refused, not JSON at character 1: no value");
            gpsd.say(TPV);

            assertThat(await(() -> client.position(NOW) != null)).isTrue();
        }
    }

    @Test
    void fixInTwoDimensionsHasNoAltitudeAndNoneHasNoPosition() {
        GpsdState state = new GpsdState();
        state.accept(GpsdReport.parse(TPV.replace("\"mode\":3", "\"mode\":2")), NOW);
        assertThat(state.position(NOW).altitudeM()).isNaN();
        assertThat(state.position(NOW).satellites()).isEqualTo(-1);
        state.accept(GpsdReport.parse("{\"class\":\"TPV\",\"mode\":1}"), NOW);
        state.accept(GpsdReport.parse(SKY), NOW);

        assertThat(state.position(NOW)).isNull();
        assertThat(state.trouble(NOW)).isEqualTo("gpsd has no fix, 4 satellites in view; check the antenna's sky");
    }

    @Test
    void hostileLinesAreReadOrRefused() {
        Random random = new Random(7);
        GpsdState state = new GpsdState();
        int read = 0;
        for (int i = 0; i < 50 * Integer.getInteger("fieldpost.tries", 100); i++) {
            StringBuilder line = new StringBuilder(new String[] {TPV, SKY, TOFF, PPS}[random.nextInt(4)]);
            for (int n = random.nextInt(4); n > 0; n--) {
                int at = random.nextInt(line.length());
                switch (random.nextInt(3)) {
                    case 0 -> line.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> line.insert(at, "[{\"e-9\\u,:}]".charAt(random.nextInt(12)));
                    default -> line.setLength(Math.max(1, at));
                }
            }
            try {
                state.accept(GpsdReport.parse(line.toString()), NOW);
                state.position(NOW);
                state.clock(NOW);
                read++;
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        assertThat(read).isPositive();
        assertThatThrownBy(() -> GpsdReport.parse("[".repeat(60_000))).hasMessageContaining("nested deeper than 16");
    }

    @Test
    void configuredPositionIsCheckedAtOnce() {
        assertThatThrownBy(() -> new FixedPosition(95, 0, 0, () -> false)).hasMessageContaining("latitude 95.0");
        FixedPosition mast = new FixedPosition(29.5, 106.5, 300, () -> true);

        assertThat(mast.position(NOW).source()).isEqualTo("fixed");
        assertThat(mast.clock(NOW).source().toString()).isEqualTo("ntp");
    }

    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 10 * SECOND;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return condition.getAsBoolean();
    }

    private static GpsdClient client(int port) {
        return new GpsdClient("127.0.0.1", port, "gpsd-client", () -> NOW, () -> true);
    }
}
