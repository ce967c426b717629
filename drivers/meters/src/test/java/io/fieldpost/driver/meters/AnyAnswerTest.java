package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever comes back on the line, each point has one measurement, and nothing is thrown but that nobody answers. */
class AnyAnswerTest {
    private static final List<Point> POINTS = List.of(
            point("dlt645:000000000161/forward_active_energy"),
            point("dlt645:000000000161/forward_active_energy/quarter"),
            point("dlt645:000000000161/forward_active_energy_all"),
            point("dlt645:000000000161/forward_active_max_demand_time"),
            point("dlt645-1997:000000000162/voltage_a"),
            point("cjt188:10-00000805000001/volume"),
            point("cjt188:20-11110017312151/heat"),
            point("cjt188:20-11110017312151/901F/bytes"));

    private static Path directory;

    @BeforeContainer
    static void makeADirectory() throws IOException {
        directory = Files.createTempDirectory("meters");
    }

    @AfterContainer
    static void removeTheDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("registers"));
        Files.delete(directory);
    }

    private static Point point(String address) {
        return new Point("line-1", address, address, ValueType.ANY, "1");
    }

    private static SimulatedMeters meters() throws AddressException {
        SimulatedMeters meters = new SimulatedMeters();
        meters.add("dlt645:000000000161")
                .set("00010000", 26, 4)
                .set("0001FF00", "01 00 00 00 02 00 00 00 03 00 00 00")
                .set("01010000", "45 23 01 15 10 27 11 26")
                .splitAt(5);
        meters.add("dlt645-1997:000000000162").set("B611", 220, 2);
        meters.add("cjt188:10-00000805000001").set("901F", "00 77 66 55 2C 00 77 66 55 2C 31 01 22 11 05 15 20 21 84");
        meters.add("cjt188:20-11110017312151")
                .set(
                        "901F",
                        "00 00 00 00 05 00 00 00 00 05 00 00 00 00 14 00 00 00 00 35 19 00 00 00 2C 76 30 00"
                                + " 68 30 00 73 02 00 32 41 11 12 09 07 20 04 00");
        return meters;
    }

    private static void readTwice(SimulatedMeters meters) throws Exception {
        TestContext context = new TestContext("line-1", new ManualClock(), directory);
        MetersDriver driver = new MetersDriver(LineOfMeters.settings(), context, () -> new MemoryLine(meters));
        driver.open();
        try {
            for (int round = 0; round < 2; round++) {
                assertThat(driver.read(POINTS)).extracting(Measurement::point).containsExactlyElementsOf(POINTS);
            }
        } catch (DriverException silence) {
            assertThat(silence.reason()).isEqualTo(DriverException.Reason.TIMEOUT);
        } finally {
            driver.close();
        }
    }

    @Property
    void anyBytesMayComeBack(@ForAll @Size(max = 60) byte[] answer) throws Exception {
        SimulatedMeters meters = meters();
        meters.disturb(unused -> answer);
        readTwice(meters);
    }

    @Property
    void anyByteOfAnAnswerMayBeAnother(@ForAll @IntRange(max = 40) int at, @ForAll byte other) throws Exception {
        SimulatedMeters meters = meters();
        meters.disturb(answer -> {
            answer[Math.min(at, answer.length - 1)] = other;
            return answer;
        });
        readTwice(meters);
    }

    @Property
    void aMeterMaySayAnythingInAFrameThatIsWhole(
            @ForAll @IntRange(max = 255) int control, @ForAll @Size(max = 50) byte[] data, @ForAll boolean echoes)
            throws Exception {
        SimulatedMeters meters = meters();
        meters.disturb(answer -> {
            Framing framing = answer[7] == 0x68 ? Framing.DLT645 : Framing.CJT188;
            MeterFrame frame = framing.decode(answer, 0);
            byte[] said = data.clone();
            // With the identifier that was asked for in front, so that it gets as far as the formats.
            int echoed = echoes ? Math.min(4, Math.min(said.length, frame.data().length)) : 0;
            System.arraycopy(frame.data(), 0, said, 0, echoed);
            return framing.encode(new MeterFrame(frame.address(), echoes ? frame.control() : control, said));
        });
        readTwice(meters);
    }
}
