package io.fieldpost.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.RadioSettings;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RadioSettingsTest {
    private static final String RECEIVER = "rtl_tcp://127.0.0.1:1234";
    private static final Mission FM = Settings.mission("fm", 87, 108, 10_000);

    @ParameterizedTest
    @ValueSource(longs = {225_001, 300_000, 900_001, 3_200_000})
    void ratesOfTheChipAreAllowed(long hertz) {
        Mission narrow = Settings.mission("narrow", 98, 99, 10_000);
        assertThat(settings(hertz, narrow).sampleRate().hertz()).isEqualTo(hertz);
    }

    @ParameterizedTest
    @ValueSource(longs = {225_000, 300_001, 900_000, 3_200_001})
    void ratesThatTheChipCannotDoAreRefused(long hertz) {
        assertThatThrownBy(() -> settings(hertz, FM))
                .hasMessage("is neither 225001 to 300000 Hz nor 900001 to 3200000 Hz: " + hertz + " Hz");
    }

    @Test
    void missionsNeedNamesOfTheirOwn() {
        assertThatThrownBy(() -> settings(2_400_000, FM, FM)).hasMessage("missions: two have the same name: fm");
        assertThatThrownBy(() -> settings(2_400_000))
                .hasMessage("missions: is empty; name at least one thing to do, such as { scan: 87MHz..108MHz }");
    }

    @Test
    void resolutionHasToFitTheRate() {
        assertThatThrownBy(() -> settings(2_400_000, Settings.mission("fine", 98, 99, 100)))
                .hasMessage(
                        "missions: resolution of 100 Hz is not between 147 Hz and 150000 Hz, which HANN at 2400000 S/s allows: fine");
        assertThatThrownBy(() -> settings(250_000, Settings.mission("coarse", 98, 99, 25_000)))
                .hasMessageContaining("is not between");
        assertThatThrownBy(() -> settings(2_400_000, Settings.mission("between", 98.001, 98.009, 10_000)))
                .hasMessage("band holds no multiple of its resolution of 10000 Hz: between");
    }

    @Test
    void scanHasToBeOfASizeThatCanBeHeld() {
        assertThatThrownBy(() -> settings(2_400_000, Settings.mission("everything", 24, 1766, 1000)))
                .hasMessage("band has 1742001 cells of 1000 Hz, more than 200000: take a coarser resolution");
    }

    @ParameterizedTest
    @CsvSource({"rtl_tcp://host, host, 1234", "rtl_tcp://10.0.0.7:4321, 10.0.0.7, 4321"})
    void receiverMayLeaveOutItsPort(String text, String host, int port) {
        var address = io.fieldpost.radio.receiver.RtlTcpAddress.parse(text);

        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtl_tcp://", "tcp://host:1", "rtl_tcp://host:1/x", "rtl_tcp://host:port"})
    void receiverThatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Settings.of(text, "auto", FM)).hasMessageContaining(text);
    }

    @Test
    void defaultSettleTimeCoversOneTransferOfTheServer() {
        RadioSettings settings = Settings.of(RECEIVER, 2_400_000, "auto", null, FM);

        assertThat(settings.settleSamples()).isEqualTo(131_072 + 12_000);
    }

    @Test
    void missionIsNotNamedAsAPointOfTheNode() {
        assertThatThrownBy(() -> Settings.mission("{ name: health, scan: 98MHz..99MHz }"))
                .hasMessage("'health' is a point of the node itself; choose another");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scan: 98MHz..99MHz, channel: 12.5kHz| channel: belongs to an occupancy",
                "scan: 98MHz..99MHz, length: 3s| length: belongs to a record",
                "occupancy: 98MHz..99MHz, dwell: 1s| dwell: belongs to a watch",
                "watch: [ 98MHz ], averages: 4| averages: belongs to a scan or an occupancy",
                "record: 98MHz, noise: median| noise: belongs to a scan or an occupancy",
                "record: 98MHz, detect: true| detect: belongs to a scan"
            })
    void settingThatWouldHaveNoEffectIsRefused(String mission, String message) {
        assertThatThrownBy(() -> Settings.mission("{ name: m, " + mission + " }"))
                .hasMessageContaining(message.substring(message.indexOf(':') + 2));
    }

    @Test
    void factoryIsFound() {
        assertThat(ServiceLoader.load(DriverFactory.class))
                .anySatisfy(factory -> assertThat(factory.protocol()).isEqualTo("radio"));
    }

    private static RadioSettings settings(long rate, Mission... missions) {
        return Settings.of(RECEIVER, rate, "28.0", null, missions);
    }
}
