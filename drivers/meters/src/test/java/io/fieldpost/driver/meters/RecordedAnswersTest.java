package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.serial.ByteLine;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of meters of many makes, as other people's programs have recorded them, and what stands in them, read by hand. */
class RecordedAnswersTest {
    /** Of kW.h; its unit goes before each value, against the standard. */
    private static final String UNITS_FIRST =
            "68 20 38 04 21 08 00 59 42 81 2E 90 1F 00 05 19 28 53 00 05 19 28 53 00 17 00 00 00 00"
                    + " 35 00 00 00 00 2C 42 33 18 00 03 19 00 10 19 00 61 27 00 26 57 23 31 03 15 20 03 01 F7 16";

    @TempDir
    Path directory;

    private String request = "";

    private Measurement read(String address, String unit, String answer) throws Exception {
        TestContext context = new TestContext("line-1", new ManualClock(), directory);
        MetersDriver driver = new MetersDriver(LineOfMeters.settings(), context, () -> new RecordedLine(answer));
        driver.open();
        try {
            return driver.read(List.of(new Point("line-1", "point", address, ValueType.ANY, unit)))
                    .get(0);
        } finally {
            driver.close();
        }
    }

    private static String shown(Measurement measurement) {
        return measurement.quality() == Quality.GOOD
                ? shown(measurement.value())
                : measurement.quality().toString();
    }

    private static String shown(Value value) {
        if (value instanceof Value.Array array) {
            return array.elements().stream().map(RecordedAnswersTest::shown).collect(Collectors.joining(" "));
        }
        if (value instanceof Value.Real real) {
            return Double.toString(real.value());
        }
        if (value instanceof Value.Int whole) {
            return Long.toString(whole.value());
        }
        return value instanceof Value.Text text ? text.value() : "-";
    }

    @ParameterizedTest
    @CsvSource({
        "forward_active_energy_all, 68 00 36 19 00 00 00 68 91 18 33 32 34 33 63 69 33 33 89 35 "
                + "33 33 4C 33 33 33 6B 33 33 33 4A 66 33 33 E9 16, 36.3 2.56 0.19 0.38 33.17",
        "voltages, 68 12 00 00 00 10 20 68 91 0A 33 32 34 35 89 55 32 32 32 32 21 16, 225.6 - -",
        "voltages, FE FE FE FE 68 94 41 03 26 12 18 68 91 0A 33 32 34 35 36 56 33 33 33 33 B9 16, 230.3 0.0 0.0",
        "currents, FE FE FE FE 68 94 41 03 26 12 18 68 91 0D 33 32 35 35 BB 34 33 33 33 33 33 33 "
                + "33 B9 16, 0.188 0.0 0.0",
        "active_power, 68 37 03 00 92 81 39 68 91 07 33 33 36 35 33 33 33 58 16, 0.0",
        "active_power_all, 68 32 00 00 00 00 00 68 91 10 33 32 36 35 33 33 33 33 33 33 32 32 32 32 32 32 D1 16, 0.0"
                + " 0.0 - -",
        "date, FE FE FE FE 68 18 55 60 06 00 00 68 91 08 34 34 33 37 39 5C 45 4B 33 16, 2018-12-29",
        "time, FE FE FE FE 68 18 55 60 06 00 00 68 91 07 35 34 33 37 65 86 4B 44 16, 18:53:32",
        "active_power, 68 37 03 00 92 81 39 68 D1 01 35 5D 16, BAD_ADDRESS_UNKNOWN"
    })
    void electricityMetersOf2007(String item, String answer, String wanted) throws Exception {
        assertThat(shown(read("dlt645:any/" + item, "1", answer))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "000000063295, forward_active_energy, 68 95 32 06 00 00 00 68 81 06 43 C3 49 33 33 33 0C 16, 0.16",
        "000000063295, forward_active_energy_all, 68 95 32 06 00 00 00 68 81 16 52 C3 6C 33 33 33 "
                + "33 33 33 33 36 33 33 33 57 33 33 33 45 33 33 33 B7 16,"
                + " 0.39 0.0 0.03 0.24 0.12",
        "000000063295, voltage_a, 68 95 32 06 00 00 00 68 81 04 44 E9 33 33 B5 16, 0",
        "000000063295, date, 68 95 32 06 00 00 00 68 C1 01 35 94 16, BAD_ADDRESS_UNKNOWN",
        "000000000003, active_power, 68 03 00 00 00 00 00 68 81 05 63 E9 94 B9 33 25 16, 0.8661",
        "010003635927, voltage_a, FE FE FE FE 68 27 59 63 03 00 01 68 81 04 44 E9 56 35 F4 16, 223",
        "201708176934, forward_active_energy, FE FE FE FE 68 34 69 17 08 17 20 68 81 06 43 C3 36 "
                + "33 33 33 1F 16, 0.03",
        "201708176934, date, FE FE FE FE 68 34 69 17 08 17 20 68 81 06 43 F3 39 39 3A 4C 78 16, 2019-07-06",
        "201708176934, time, FE FE FE FE 68 34 69 17 08 17 20 68 81 05 44 F3 37 55 55 61 16, 22:22:04",
        "201708176934, C032/NNNNNNNNNNNN, FE FE FE FE 68 34 69 17 08 17 20 68 81 08 65 F3 67 9C "
                + "4A 3B 4A 53 C9 16, 201708176934"
    })
    void electricityMetersOf1997(String number, String item, String answer, String wanted) throws Exception {
        assertThat(shown(read("dlt645-1997:" + number + "/" + item, "1", answer)))
                .isEqualTo(wanted);
    }

    @Test
    void meterOf1997AnswersTheNumberOfAllWithItsOwn() throws Exception {
        Measurement energy = read(
                "dlt645-1997:999999999999/forward_active_energy",
                "kW.h",
                "68 95 32 06 00 00 00 68 81 06 43 C3 49 33 33 33 0C 16");
        assertThat(shown(energy)).isEqualTo("0.16");
        assertThat(request).isEqualTo("FE FE FE FE 68 99 99 99 99 99 99 68 01 02 43 C3 6F 16");
    }

    @ParameterizedTest
    @CsvSource({
        "cjt188:10-78330007061326/volume, m3, FE FE 68 10 26 13 06 07 00 33 78 81 16 1F 90 04 00 "
                + "68 00 00 2C 00 00 00 00 2C 00 00 00 00 00 00 00 00 00 73 16, 68.0",
        "cjt188:10-00201707010069/meter_time, 1, 68 10 69 00 01 07 17 20 00 81 16 1F 90 02 00 00 "
                + "00 00 2C 00 00 00 00 2C 59 54 16 19 08 17 20 13 01 EF 16,"
                + " 2017-08-19T16:54:59",
        "cjt188-high-first:10-00002020120218/volume, m3, FE FE FE 68 10 18 02 12 20 20 00 00 81 "
                + "16 90 1F 00 00 02 00 00 2C 00 02 00 00 2C 00 00 00 00 00 00 00 00 FF 85 16,"
                + " 2.0",
        "cjt188-high-first:10-any/volume, m3, FE FE 68 10 45 41 10 05 15 33 78 81 16 90 1F AA 00 "
                + "59 59 00 2C FF FF FF FF 2C FF FF FF FF FF FF FF 00 00 C2 16,"
                + " 5959.0",
        "cjt188-high-first:10-any/settlement_volume, m3, FE FE 68 10 45 41 10 05 15 33 78 81 16 "
                + "90 1F AA 00 59 59 00 2C FF FF FF FF 2C FF FF FF FF FF FF FF 00 00 C2 16,"
                + " BAD_OUT_OF_SERVICE",
        "cjt188-high-first:10-00000051327643/volume, L, FE FE FE FE 68 10 43 76 32 51 00 00 00 81 "
                + "16 90 1F 00 47 70 01 00 29 51 48 01 00 29 20 20 05 28 20 58 24 00 00 A7 16,"
                + " 170.47",
        "cjt188-high-first:10-00000805000001/901F/XXXXXX.XX, m3, 68 10 01 00 00 05 08 00 00 81 09 "
                + "90 1F 00 00 23 01 00 00 FF E2 16, 123.0",
        "cjt188-high-first:10-00000805000001/volume, m3, 68 10 01 00 00 05 08 00 00 81 09 90 1F "
                + "00 00 23 01 00 00 FF E2 16, BAD_DEVICE_FAILURE"
    })
    void waterMeters(String address, String unit, String answer, String wanted) throws Exception {
        assertThat(shown(read(address, unit, answer))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "volume, m3, 0.19",
        "supply_temperature, Cel, 30.76",
        "return_temperature, Cel, 30.68",
        "working_time, h, 273",
        "meter_time, 1, 2007-09-12T11:41:32"
    })
    void heatMeter(String item, String unit, String wanted) throws Exception {
        String answer =
                "68 20 51 21 31 17 00 11 11 81 2E 1F 90 12 00 00 00 00 05 00 00 00 00 05 00 00 00 00 14 00 00 00 00 35"
                        + " 19 00 00 00 2C 76 30 00 68 30 00 73 02 00 32 41 11 12 09 07 20 04 00 E9 16";
        assertThat(shown(read("cjt188:20-11110017312151/" + item, unit, answer)))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "heat, MW.h, 1.27",
        "heat, kW.h, BAD_CONFIGURATION",
        "volume, m3, 19.07",
        "return_temperature, Cel, 22.98"
    })
    void heatMeterThatCountsInMegawattHours(String item, String unit, String wanted) throws Exception {
        String answer =
                "FE FE 68 27 66 90 43 18 00 11 11 81 2E 1F 90 00 00 00 00 00 08 27 01 00 00 08 00 00 00 00 17 00 00 00"
                        + " 00 35 07 19 00 00 2C 60 36 00 98 22 00 66 01 00 49 35 14 01 11 18 20 08 00 CB 16";
        assertThat(shown(read("cjt188:27-any/" + item, unit, answer))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "settlement_heat, kW.h, 5328.19",
        "heat, kW.h, 5328.19",
        "heat, MW.h, BAD_CONFIGURATION",
        "volume, m3, 1833.42",
        "supply_temperature, Cel, 19.03",
        "working_time, h, 2761",
        "meter_time, 1, 2015-03-31T23:57:26"
    })
    void heatMeterThatPutsUnitsBeforeValues(String item, String unit, String wanted) throws Exception {
        assertThat(shown(read("cjt188-high-first:20-42590008210438/" + item, unit, UNITS_FIRST)))
                .isEqualTo(wanted);
    }

    @Test
    void valueWhoseUnitIsNoneOfTheStandardIsNotReliedUpon() throws Exception {
        // The first of the water meters with 00 for its unit, and its sum 2CH less.
        Measurement volume = read(
                "cjt188:10-78330007061326/volume",
                "m3",
                "68 10 26 13 06 07 00 33 78 81 16 1F 90 04 00 68 00 00 00 00 00 00 00 2C 00 00 00 00 00 "
                        + "00 00 00 00 47 16");
        assertThat(volume.quality()).isEqualTo(Quality.UNCERTAIN);
        assertThat(shown(volume.value())).isEqualTo("68.0");
    }

    /** Gives the same answer to every request. */
    private final class RecordedLine implements ByteLine {
        private final byte[] answer;
        private byte[] waiting = {};

        RecordedLine(String answer) {
            this.answer = FramingTest.bytes(answer);
        }

        @Override
        public void write(byte[] bytes, long deadlineNanos) {
            request = Hex.of(bytes);
            waiting = answer;
        }

        @Override
        public int read(byte[] into, int from, long deadlineNanos) {
            int length = Math.min(waiting.length, into.length - from);
            System.arraycopy(waiting, 0, into, from, length);
            waiting = Arrays.copyOfRange(waiting, length, waiting.length);
            return length;
        }

        @Override
        public int discard() {
            waiting = new byte[0];
            return 0;
        }

        @Override
        public void close() {}
    }
}
