package io.fieldpost.radio.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorTest {
    /** A floor that is known: 0 dB. */
    private static final NoiseEstimate KNOWN = (row, noiseDb) -> Arrays.fill(noiseDb, 0);

    private final Detector detector = new Detector(DetectionSettings.of(new Threshold.Fcme(1e-4)), KNOWN);

    /** Ten cells of 9 times the noise: sum 90 (19.54 dB), SNR 9 (9.54 dB), centre in the middle, 10 × 10 kHz wide. */
    @Test
    void flatEmissionHasTheMeasuresWorkedOnPaper() {
        List<Detection> found = detector.detect(
                new Rows(400, 1).with(100, 10, 10 * Math.log10(9)).exact());
        assertThat(found).hasSize(1);
        Detection only = found.get(0);
        assertThat(only.startHz()).isEqualTo(Rows.hz(99.5));
        assertThat(only.stopHz()).isEqualTo(Rows.hz(109.5));
        assertThat(only.centerHz()).isCloseTo(Rows.hz(104.5), within(1.0));
        assertThat(only.bandwidthHz()).isEqualTo(100e3);
        assertThat(only.levelDb()).isCloseTo(19.542, within(1e-3));
        assertThat(only.snrDb()).isCloseTo(9.542, within(1e-3));
        assertThat(only.peakDb()).isCloseTo(10, within(1e-3));
    }

    /** Powers 10, 30, 10 over the noise, then 30, 10: centroid of (1, 3, 1, 0...) is the middle one; of (3, 1) it is a quarter along. */
    @Test
    void centreIsTheCentroidOfPowerAboveTheNoise() {
        SpectrumRow row = new Rows(400, 1).with(50, 1, 14.771).with(51, 1, 10).exact();
        assertThat(detector.detect(row).get(0).centerHz()).isCloseTo(Rows.hz(50.25), within(5.0));
    }

    @Test
    void bandwidthLeavesOutWhatLies26DecibelsBelow() {
        SpectrumRow row = new Rows(400, 1).with(50, 20, 10).with(56, 8, 40).exact();
        Detection found = detector.detect(row).get(0);
        assertThat(found.stopHz() - found.startHz()).isEqualTo(200e3);
        assertThat(found.bandwidthHz()).isEqualTo(80e3);
    }

    /** The threshold is 3.5 dB for 16 looks; cells at 3 dB belong to a peak beside them but begin nothing by themselves. */
    @Test
    void cellsBetweenTheThresholdsBelongToANeighbourAndBeginNothing() {
        double threeDb = 10 * Math.log10(Math.pow(10, 0.3) - 1);
        assertThat(detector.detect(new Rows(400, 1).with(100, 5, threeDb).exact()))
                .isEmpty();
        List<Detection> found = detector.detect(
                new Rows(400, 1).with(100, 5, threeDb).with(105, 1, 10).exact());
        assertThat(found).hasSize(1);
        assertThat(found.get(0).startHz()).isEqualTo(Rows.hz(99.5));
    }

    @Test
    void aGapOfTwoCellsIsBridgedAndOneOfThreeIsNot() {
        assertThat(detector.detect(
                        new Rows(400, 1).with(100, 4, 5).with(106, 4, 5).exact()))
                .hasSize(1);
        assertThat(detector.detect(
                        new Rows(400, 1).with(100, 4, 5).with(107, 4, 5).exact()))
                .hasSize(2);
    }

    @Test
    void aGapOfATenthOfTheWidthIsBridged() {
        assertThat(detector.detect(
                        new Rows(400, 1).with(100, 20, 4).with(124, 20, 4).exact()))
                .hasSize(1);
    }

    @Test
    void twoStationsSideBySideStayTwoEvenWhereTheirSkirtsMeet() {
        Rows rows = new Rows(400, 1).with(90, 60, 12).with(100, 14, 40).with(120, 14, 25);
        List<Detection> found = detector.detect(rows.exact());
        assertThat(found).hasSize(2);
        assertThat(found.get(0).centerHz()).isCloseTo(Rows.hz(106.5), within(3e3));
        assertThat(found.get(1).peakHz()).isBetween(Rows.hz(119.5), Rows.hz(133.5));
    }

    @Test
    void sidebandsOfOneCarrierStayWithIt() {
        Rows rows = new Rows(400, 1)
                .with(90, 31, 10)
                .with(105, 1, 40)
                .with(98, 1, 24)
                .with(112, 1, 23);
        assertThat(detector.detect(rows.exact())).hasSize(1);
    }

    /** 6 dB of ripple within one signal is noise of one look, not a valley. */
    @Test
    void noiseOfFewLooksCutsNothing() {
        Rows rows = new Rows(400, 1).with(100, 20, 25).with(110, 3, -30);
        SpectrumRow sixteen = rows.exact();
        float[] levels = sixteen.levelDb();
        for (int i = 108; i < 112; i++) {
            levels[i] -= 8;
        }
        SpectrumRow single =
                new SpectrumRow(sixteen.startHz(), sixteen.stepHz(), levels, sixteen.unit(), 1, sixteen.time(), "");
        assertThat(detector.detect(sixteen)).hasSize(2);
        assertThat(detector.detect(single)).hasSize(1);
    }

    @Test
    void whatWasNotMeasuredIsNeitherFoundNorBridged() {
        SpectrumRow row = new Rows(400, 1).with(100, 11, 10).exact();
        row.levelDb()[105] = Float.NaN;
        List<Detection> found = detector.detect(row);
        assertThat(found).hasSize(2);
        assertThat(found.get(0).stopHz()).isEqualTo(Rows.hz(104.5));
    }

    @Test
    void whatIsTooNarrowIsDropped() {
        DetectionSettings wide = new DetectionSettings(new Threshold.Fcme(1e-4), 3, 3, 30e3, 6);
        SpectrumRow row = new Rows(400, 1).with(50, 2, 20).with(100, 3, 20).exact();
        assertThat(new Detector(wide, KNOWN).detect(row)).hasSize(1);
    }

    /** A threshold of 0.3 dB would be right for 3000 looks of white noise; a receiver's floor is not that flat. */
    @Test
    void ripplesOfTheFloorAreNoEmissionsHoweverManyLooksThereAre() {
        float[] trace = new float[2000];
        for (int i = 0; i < trace.length; i++) {
            trace[i] = (float) (1.2 * Math.sin(i / 15.0));
        }
        trace[700] += 5;
        SpectrumRow row = new SpectrumRow(87e6, 10e3, trace, LevelUnit.DBFS, 3000, Rows.EPOCH, "");
        List<Detection> found = detector.detect(row);
        assertThat(found)
                .singleElement()
                .satisfies(detection -> assertThat(detection.bandwidthHz()).isEqualTo(10e3));
    }

    @Test
    void rowOfNothingMeasuredHoldsNothing() {
        float[] nothing = new float[300];
        Arrays.fill(nothing, Float.NaN);
        Detector own = new Detector(DetectionSettings.of(new Threshold.Fcme(1e-4)), new SubBandNoise());
        assertThat(own.detect(new Rows(300, 1).row(nothing, ""))).isEmpty();
        assertThat(own.detect(new Rows(0, 1).row(new float[0], ""))).isEmpty();
    }

    @Test
    void cfarFindsNarrowEmissionsOnASlopeWithoutKnowingTheFloor() {
        for (Threshold threshold : List.of(
                new Threshold.CellAveraging(1e-5, 160e3, 20e3), new Threshold.OrderedStatistic(1e-5, 160e3, 20e3))) {
            SpectrumRow row = new Rows(400, 3).with(100, 2, 15).with(300, 1, 12).exact();
            for (int i = 0; i < 400; i++) {
                row.levelDb()[i] += i * 0.02f;
            }
            NoiseEstimate slope = (any, noiseDb) -> {
                for (int i = 0; i < 400; i++) {
                    noiseDb[i] = i * 0.02f;
                }
            };
            List<Detection> found = new Detector(DetectionSettings.of(threshold), slope).detect(row);
            assertThat(found).hasSize(2);
            assertThat(found.get(1).peakHz()).isEqualTo(Rows.hz(300));
        }
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> new Threshold.Fcme(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> new Threshold.AboveNoise(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Persistence(4, 3, 1, java.time.Duration.ZERO))
                .hasMessageContaining("4 of 3");
    }
}
