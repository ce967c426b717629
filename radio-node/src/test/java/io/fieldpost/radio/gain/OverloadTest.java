package io.fieldpost.radio.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.gain.IntermodulationTest.Span;
import io.fieldpost.radio.gain.Origin.Kind;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private static final double GAIN = 20;

    @Test
    void shareOfClippedValuesTellsOverload() {
        OverloadDetector eightBits = OverloadDetector.of(SampleFormat.CU8);

        // Recordings: wireless M-Bus 0.57 %, Mode S 0.079 %.
        assertThat(eightBits.of(12_001, 2_097_152)).isEqualTo(Overload.OVERLOADED);
        assertThat(eightBits.of(562, 713_736)).isEqualTo(Overload.MARGINAL);
        assertThat(eightBits.of(20, 713_736)).isEqualTo(Overload.NONE);
        assertThat(OverloadDetector.of(SampleFormat.CS16).of(562, 713_736)).isEqualTo(Overload.OVERLOADED);
    }

    @Test
    void fewValuesAreNoProof() {
        OverloadDetector eightBits = OverloadDetector.of(SampleFormat.CU8);

        assertThat(eightBits.of(3, 2048)).isEqualTo(Overload.NONE);
        assertThat(eightBits.of(30, 2048)).isEqualTo(Overload.OVERLOADED);
        assertThat(eightBits.of(0, 0)).isEqualTo(Overload.NONE);
    }

    @Test
    void onlyARealOverloadMakesARowSuspect() {
        assertThat(Overload.OVERLOADED.suspect()).isEqualTo("overload");
        assertThat(Overload.MARGINAL.suspect()).isEmpty();
        assertThatThrownBy(() -> new OverloadDetector(1e-3, 1e-4))
                .hasMessage("shares of clipped values are not 0 < marginal <= overloaded < 1: 0.001, 1.0E-4");
    }

    @Test
    void productsOfTheReceiverAreToldFromStations() {
        FrontEnd frontEnd = new FrontEnd(
                List.of(
                        new FrontEnd.Station(100.0e6, -30),
                        new FrontEnd.Station(100.4e6, -32),
                        new FrontEnd.Station(99.3e6, -75),
                        // Its difference with the first is at 99.2 MHz.
                        new FrontEnd.Station(199.2e6, -30)),
                -15,
                20);
        List<Origin> origins = classify(frontEnd, 100.0e6, 100.4e6, 99.3e6, 99.6e6, 100.8e6, 99.2e6);

        assertThat(origins)
                .extracting(Origin::kind)
                .containsExactly(
                        Kind.TRUE, Kind.TRUE, Kind.TRUE, Kind.THIRD_ORDER, Kind.THIRD_ORDER, Kind.SECOND_ORDER);
        assertThat(origins.get(0).dropDb()).isEqualTo(3, within(0.05));
        assertThat(origins.get(3).dropDb()).isEqualTo(9, within(0.3));
        assertThat(origins.get(5).dropDb()).isEqualTo(6, within(0.3));
        assertThat(origins.get(0).reason()).isEqualTo("it fell by 3.0 dB with 3.0 dB");
    }

    /** Two thousand stations of all levels, some hardly above the noise. */
    @Test
    void stationIsNeverCalledAProduct() {
        int unsure = 0;
        int all = 0;
        for (int run = 0; run < 100; run++) {
            List<FrontEnd.Station> stations = new ArrayList<>();
            double[] frequencies = new double[20];
            for (int i = 0; i < 20; i++) {
                frequencies[i] = 99.05e6 + i * 0.11e6;
                stations.add(new FrontEnd.Station(frequencies[i], -128 + 0.03 * run + 4.5 * i));
            }
            for (Origin origin : classify(new FrontEnd(stations, 100, 200), frequencies)) {
                assertThat(origin.kind()).isIn(Kind.TRUE, Kind.UNSURE);
                unsure += origin.kind() == Kind.UNSURE ? 1 : 0;
                all++;
            }
        }
        System.out.println("stations: " + all + ", unsure " + unsure);
        assertThat(unsure).isLessThan(all / 2);
    }

    @Test
    void signalThatChangesByItselfIsUnsure() {
        FrontEnd loud = frontEnd(-60);
        FrontEnd soft = frontEnd(-66);
        FrontEnd off = frontEnd(-160);
        IntermodulationTest test = new IntermodulationTest();
        List<Span> span = List.of(span(100e6));

        Origin changed = test.classify(loud.row(GAIN, 0), soft.row(GAIN, 3), soft.row(GAIN, 0), span)
                .get(0);
        assertThat(changed.kind()).isEqualTo(Kind.UNSURE);
        assertThat(changed.reason()).isEqualTo("it changed by 6.0 dB by itself");
        Origin paused = test.classify(loud.row(GAIN, 0), off.row(GAIN, 3), loud.row(GAIN, 0), span)
                .get(0);
        assertThat(paused.reason()).startsWith("it was gone into the noise, so it fell by more than");
        Origin gone = test.classify(off.row(GAIN, 0), loud.row(GAIN, 3), off.row(GAIN, 0), span)
                .get(0);
        assertThat(gone.reason()).isEqualTo("it is not there before and after the step");
        Origin between = test.classify(loud.row(GAIN, 0), loud.row(GAIN, 4.5), loud.row(GAIN, 0), span)
                .get(0);
        assertThat(between.reason()).isEqualTo("it fell by 4.5 dB with 3.0 dB, which is no whole order");
    }

    @Test
    void signalThatIsTooWeakToTellIsUnsure() {
        // Half of the noise of a cell while attenuated: its fall is known to some ±2 dB.
        Origin weak = classify(frontEnd(-93.7), 100e6).get(0);

        assertThat(weak.kind()).isEqualTo(Kind.UNSURE);
        assertThat(weak.reason()).startsWith("it is too weak: its fall of ");
    }

    @Test
    void calibratedLevelsAreRefused() {
        SpectrumRow dbm = new SpectrumRow(1, 1, new float[80], LevelUnit.DBM, 1, Instant.EPOCH, "");

        assertThatThrownBy(() -> new IntermodulationTest().classify(dbm, dbm, dbm, List.of()))
                .hasMessage("the test needs levels relative to full scale, not DBM");
        assertThatThrownBy(() -> new IntermodulationTest(1))
                .hasMessage("an attenuation step tells orders apart from 2 dB on: 1.0");
    }

    private static FrontEnd frontEnd(double levelDbm) {
        return new FrontEnd(List.of(new FrontEnd.Station(100e6, levelDbm)), 100, 200);
    }

    private static List<Origin> classify(FrontEnd frontEnd, double... frequencies) {
        List<Span> spans = new ArrayList<>();
        for (double frequency : frequencies) {
            spans.add(span(frequency));
        }
        return new IntermodulationTest()
                .classify(frontEnd.row(GAIN, 0), frontEnd.row(GAIN, 3), frontEnd.row(GAIN, 0), spans);
    }

    private static Span span(double hertz) {
        return new Span(hertz - 15e3, hertz + 15e3);
    }
}
