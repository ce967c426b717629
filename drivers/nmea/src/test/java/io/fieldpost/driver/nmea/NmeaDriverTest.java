package io.fieldpost.driver.nmea;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NmeaDriverTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final ManualClock clock = new ManualClock();
    private final TestContext context = new TestContext("gps", clock, Path.of("none"));
    private final RecordingSink sink = new RecordingSink();
    private Talker talker;
    private NmeaDriver driver;

    static NmeaSettings settings(String yaml) {
        Result<NmeaSettings> result = ConfigReader.of(Map.of()).read("gateway.yaml", yaml, NmeaSettings.class);
        assertThat(result).as("%s", result).isInstanceOf(Result.Read.class);
        return ((Result.Read<NmeaSettings>) result).value();
    }

    @AfterEach
    void stop() throws Exception {
        driver.close();
        if (talker != null) {
            talker.close();
        }
    }

    private static List<Point> points(String... addresses) {
        return Stream.of(addresses)
                .map(address -> new Point("gps", address, address, ValueType.ANY, "1"))
                .toList();
    }

    private void listen(String scheme, String said, String more, String... addresses) throws Exception {
        clock.set(Said.NOON.plusMillis(250));
        talker = new Talker(said);
        driver = new NmeaDriver(
                settings("connection: " + scheme + "://127.0.0.1:"
                        + talker.address().getPort() + more),
                context);
        driver.open();
        driver.start(points(addresses), sink);
    }

    private Measurement await(String address, Predicate<Measurement> wanted) throws Exception {
        Predicate<Measurement> both = each -> each.point().name().equals(address) && wanted.test(each);
        return sink.await(all -> all.stream().anyMatch(both), address + " as wanted", BOUND).stream()
                .filter(both)
                .findFirst()
                .orElseThrow();
    }

    private Measurement good(String address) throws Exception {
        return await(address, each -> each.quality() == Quality.GOOD);
    }

    @Test
    void receiverTellsWhereItIsWithTheTimeOfItsFix() throws Exception {
        listen("tcp", Talker.lines(Said.RMC, Said.GGA, Said.GSA), "", "position", "mode", "hdop", "clock_offset");
        // Whoever begins to listen in the middle hears heights before the day that they belong to.
        Measurement position = await(
                "position",
                each -> each.value() instanceof Value.Record record
                        && record.fields().containsKey("altitude")
                        && each.sourceTime().equals(Said.NOON));
        assertThat(position.receivedTime()).isEqualTo(Said.NOON.plusMillis(250));
        assertThat(((Value.Record) position.value()).fields())
                .containsEntry("latitude", new Value.Real(48.1173))
                .containsEntry("altitude", new Value.Real(545.4))
                .containsEntry("fix", new Value.Text("gnss"));
        assertThat(good("mode").value()).isEqualTo(new Value.Int(3));
        assertThat(good("hdop").value()).isEqualTo(new Value.Real(0.8));
        Measurement offset = await("clock_offset", each -> true);
        assertThat(offset.value()).isEqualTo(new Value.Real(0.25));
        assertThat(offset.quality()).isEqualTo(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
    }

    @Test
    void lostFixIsBadAndSaidUntilItIsBack() throws Exception {
        listen("tcp", Talker.lines(Said.GGA), "", "latitude", "fix");
        good("latitude");
        talker.said = Talker.lines(Said.sentence("GNGGA,120001.00,,,,,0,00,99.99,,,,,,"));
        await("latitude", each -> each.quality() == Quality.BAD_OUT_OF_SERVICE);
        await("fix", each -> each.value().equals(new Value.Text("none")));
        assertThat(context.remarks().get("latitude")).contains("no fix");
        talker.said = Talker.lines(Said.GGA);
        context.awaitRemarks(Map::isEmpty, "nothing more", BOUND);
    }

    @Test
    void moreKnowingSentenceIsHeardAlone() throws Exception {
        String rmc = Said.sentence("GNRMC,120000.00,A,0000.000,N,00000.000,E,1,2,020326,,,A");
        listen("tcp", Talker.lines(Said.GGA, rmc), "", "latitude");
        List<Measurement> all = sink.await(5, BOUND);
        assertThat(all.stream().skip(1)).extracting(Measurement::value).containsOnly(new Value.Real(48.1173));
    }

    @Test
    void damagedSentencesAreCountedAndPassedOver() throws Exception {
        listen("tcp", Talker.lines(Said.MWV.replace("214.8", "214.9"), "hello", Said.MWV), "", "MWV.1");
        assertThat(sink.await(3, BOUND)).extracting(Measurement::value).containsOnly(new Value.Real(214.8));
        context.awaitRemarks(
                remarks -> remarks.getOrDefault("connection", "").contains("x wrong checksum")
                        && remarks.get("connection").contains("x no sentence"),
                "what was wrong",
                BOUND);
    }

    @Test
    void pointThatNothingTellsIsBadWhileOthersGoOn() throws Exception {
        listen("tcp", Talker.lines(Said.MWV), "\nstale_after: 1s", "MWV.1", "position");
        assertThat(await("position", each -> true).quality()).isEqualTo(Quality.BAD_TIMEOUT);
        good("MWV.1");
        assertThat(context.remarks()).containsOnlyKeys("position");
    }

    @Test
    void silenceIsALostConnection() throws Exception {
        listen("tcp", "", "\nstale_after: 1s", "position");
        assertThat(context.awaitLoss(BOUND)).hasMessageContaining("nothing has come for 1000 ms");
    }

    @Test
    void gpsdIsAskedToWatchAndTellsByItsReports() throws Exception {
        String pps = "{\"class\":\"PPS\",\"real_sec\":100,\"real_nsec\":0,\"clock_sec\":100,\"clock_nsec\":5000}";
        listen(
                "gpsd",
                Talker.lines(GpsdReportTest.TPV, pps, Said.GGA, Said.MWV),
                "/dev/ttyAMA0",
                "latitude",
                "fix",
                "clock_offset",
                "MWV.1",
                "GGA.7");
        assertThat(talker.heard.poll(20, TimeUnit.SECONDS))
                .isEqualTo(
                        "?WATCH={\"enable\":true,\"json\":true,\"nmea\":true,\"pps\":true,\"device\":\"/dev/ttyAMA0\"};");
        assertThat(good("latitude").value()).isEqualTo(new Value.Real(23.02));
        assertThat(good("fix").value()).isEqualTo(new Value.Text("differential"));
        assertThat(good("clock_offset").value()).isEqualTo(new Value.Real(5e-6));
        assertThat(good("MWV.1").value()).isEqualTo(new Value.Real(214.8));
        assertThat(good("GGA.7").value()).isEqualTo(new Value.Real(11));
        assertThat(sink.snapshot()).noneMatch(each -> each.value().equals(new Value.Real(48.1173)));
    }

    @Test
    void datagramsAreHeardWhetherTheyEndTheirLinesOrNot() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        driver = new NmeaDriver(settings("connection: udp://127.0.0.1:" + port), context);
        driver.open();
        driver.start(points("MWV.1", "GGA.7"), sink);
        byte[] both = (Said.MWV + "\r\n" + Said.GGA).getBytes(US_ASCII);
        try (DatagramSocket sender = new DatagramSocket()) {
            for (int sent = 0; sent < 400 && sink.snapshot().size() < 4; sent++) {
                sender.send(new DatagramPacket(both, both.length, InetAddress.getLoopbackAddress(), port));
                LockSupport.parkNanos(20_000_000);
            }
        }
        good("MWV.1");
        good("GGA.7");
        assertThat(context.remarks()).isEmpty();
    }
}
