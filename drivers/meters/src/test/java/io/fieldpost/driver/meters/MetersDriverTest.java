package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What answers come to. */
class MetersDriverTest extends LineOfMeters {
    @Test
    void severalMetersAndStandardsShareALine() throws Exception {
        meters.add("dlt645-1997:000000000163").set("9010", 123_456, 4);
        meters.add("cjt188:20-00000805000001")
                .set(
                        "901F",
                        "00 00 00 00 05 34 12 00 00 05 50 02 00 00 17 80 12 00 00 35 99 01 00 00 2C"
                                + "25 65 00 10 45 00 99 00 00 31 01 22 11 05 15 20 04 00");
        List<Measurement> all = readAll(
                FIRST + "forward_active_energy",
                SECOND + "00010000",
                "dlt645-1997:000000000163/forward_active_energy",
                "cjt188:20-00000805000001/heat");
        assertThat(all).extracting(LineOfMeters::real).containsExactly(5000.0, 7000.0, 1234.56, 12.34);
        String heat = "cjt188:20-00000805000001/";
        assertThat(readAll(
                        heat + "flow",
                        heat + "supply_temperature",
                        heat + "return_temperature",
                        heat + "working_time",
                        heat + "meter_time",
                        heat + "battery_low"))
                .extracting(Measurement::value)
                .containsExactly(
                        new Value.Real(0.128),
                        new Value.Real(65.25),
                        new Value.Real(45.1),
                        new Value.Int(99),
                        new Value.Text("2015-05-11T22:01:31"),
                        new Value.Bool(true));
    }

    @Test
    void itemThatSeveralPointsWantIsAskedForOnce() throws Exception {
        readAll(FIRST + "forward_active_energy", FIRST + "00010000", FIRST + "00010000/quarter");
        assertThat(meters.takeRequests()).hasSize(1);
    }

    @Test
    void wrongAddressIsBadForItsPointAlone() throws Exception {
        List<Measurement> all = readAll("dlt645:161/voltage", FIRST + "00010000");
        assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
        assertThat(real(all.get(1))).isEqualTo(5000.0);
    }

    @Test
    void refusedItemIsBadForItsPointAloneAndSaysWhy() throws Exception {
        List<Measurement> all = readAll(FIRST + "reverse_active_energy", FIRST + "00010000");
        assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
        assertThat(real(all.get(1))).isEqualTo(5000.0);
        assertThat(remark(FIRST + "reverse_active_energy")).contains("refuses item 00020000: it has no such data");
        first.set("00020000", 1, 4);
        assertThat(real(read(FIRST + "reverse_active_energy"))).isEqualTo(0.01);
        assertThat(remark(FIRST + "reverse_active_energy")).isEmpty();
    }

    @Test
    void valueThatTheMeterDoesNotHaveAndOneThatIsNoneAreBad() throws Exception {
        first.set("02010100", "FF FF").set("02010200", "0A 22").set("02010300", "01 22 00");
        assertThat(readAll(FIRST + "voltage_a", FIRST + "voltage_b", FIRST + "voltage_c"))
                .extracting(Measurement::quality)
                .containsExactly(Quality.BAD_OUT_OF_SERVICE, Quality.BAD_DEVICE_FAILURE, Quality.BAD_DEVICE_FAILURE);
        assertThat(remark(FIRST + "voltage_b")).contains("0A 22");
        assertThat(remark(FIRST + "voltage_c")).contains("3 bytes came, voltage_c has 2");
        assertThat(remark("dlt645:000000000161")).contains("2 x not of the item's form");
    }

    @Test
    void unitThatTheMeterTellsOtherwiseIsABadConfiguration() throws Exception {
        meters.add("cjt188:20-00000805000002").set("901F", "00".repeat(5) + "34 12 00 00 08" + "00".repeat(33));
        Measurement heat = read("cjt188:20-00000805000002/heat");
        assertThat(heat.quality()).isEqualTo(Quality.BAD_CONFIGURATION);
        assertThat(remark("cjt188:20-00000805000002/heat"))
                .contains("the meter tells MW.h")
                .contains("write unit: MW.h");
    }

    @Test
    void missingUnitIsToldAndTheRawValueIsKept() throws Exception {
        Point bare = new Point("line-1", "bare", FIRST + "voltage_a", ValueType.ANY, "1");
        assertThat(((Value.Real) driver.read(List.of(bare)).get(0).value()).value())
                .isCloseTo(220.1, within(1e-9));
        assertThat(remark("bare")).isEqualTo("the meter tells V; write unit: V");
    }
}
