package io.fieldpost.radio.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YFactorTest {
    private static final int CELLS = 200;
    private static final double STEP = 10e3;
    private static final YFactor.Setup SETUP = new YFactor.Setup(15, 0.2, 290, 2, 2);

    private final Random random = new Random(3);

    @Test
    void noiseFigureAndGainOfAReceiverAreFound() {
        YFactor.Done done = (YFactor.Done) procedure(SETUP, 6, 30, 290, 0);

        assertThat(done.points()).hasSize(2);
        for (YFactorPoint point : done.points()) {
            // Y = 1 + ENR / F = 1 + 31.62 / 3.981 = 8.943.
            assertThat(point.yDb()).isEqualTo(9.515, within(0.08));
            assertThat(point.noiseFigureDb()).isEqualTo(6, within(0.1));
            assertThat(point.gainDb()).isEqualTo(30, within(0.1));
            assertThat(point.offsetDb()).isEqualTo(-30, within(0.1));
            assertThat(point.uncertaintyDb()).isBetween(0.2, 0.25);
        }
        assertThat(done.points().get(0).frequencyHz()).isEqualTo(100e6 + 49.5 * STEP, within(1.0));
    }

    @Test
    void sourceThatIsWarmerThanTheReferenceIsAllowedFor() {
        YFactor.Done done = (YFactor.Done) procedure(new YFactor.Setup(15, 0, 310, 2, 1), 6, 30, 310, 0);

        assertThat(done.points().get(0).noiseFigureDb()).isEqualTo(6, within(0.1));
        assertThat(done.points().get(0).gainDb()).isEqualTo(30, within(0.1));
    }

    /** With one temperature for everything this is NTIA's form: F = ENR / (Y − 1), G = Pon / (k T B (ENR + F)). */
    @Test
    void figuresAreThoseOfTheShortForm() {
        YFactorPoint point =
                ((YFactor.Done) procedure(SETUP, 6, 30, 290, 0)).points().get(0);
        double y = Math.pow(10, point.yDb() / 10);
        double f = Math.pow(10, 1.5) / (y - 1);
        assertThat(point.noiseFigureDb()).isEqualTo(10 * Math.log10(f), within(1e-9));
    }

    @Test
    void askedStatesAreOffOnAndOffAgain() {
        YFactor procedure = new YFactor(SETUP);

        assertThat(procedure.begin()).isEqualTo(new YFactor.Switch(false));
        assertThat(procedure.step(row(6, 30, 290))).isEqualTo(new YFactor.More(1));
        assertThat(procedure.step(row(6, 30, 290))).isEqualTo(new YFactor.Switch(true));
        procedure.step(row(6, 30, 9461));
        assertThat(procedure.step(row(6, 30, 9461))).isEqualTo(new YFactor.Switch(false));
    }

    @Test
    void receiverThatDriftsIsRefused() {
        YFactor.Refused refused = (YFactor.Refused) procedure(SETUP, 6, 30, 290, 0.5);

        assertThat(refused.reason())
                .startsWith("at 100.495 MHz the two measurements without noise differ by 0.")
                .endsWith("more than 0.3 dB; let the receiver warm up");
    }

    @Test
    void sourceThatIsNotConnectedIsRefused() {
        YFactor procedure = new YFactor(SETUP);
        procedure.begin();
        YFactor.Step last = new YFactor.More(0);
        for (int i = 0; i < 6; i++) {
            last = procedure.step(row(6, 30, 290));
        }
        assertThat(((YFactor.Refused) last).reason()).contains("is it connected and strong enough?");
    }

    @Test
    void rowThatIsSuspectOrOfAnotherKindIsRefused() {
        YFactor procedure = new YFactor(SETUP);
        procedure.begin();
        SpectrumRow good = row(6, 30, 290);
        procedure.step(good);
        assertThat(procedure.step(new SpectrumRow(1, STEP, good.levelDb(), LevelUnit.DBFS, 16, Instant.EPOCH, "")))
                .isEqualTo(new YFactor.Refused("rows lie on different grids; the scan was changed"));
        assertThat(procedure.step(new SpectrumRow(100e6, STEP, good.levelDb(), LevelUnit.DBM, 16, Instant.EPOCH, "")))
                .isEqualTo(new YFactor.Refused("levels are in DBM; a table is made from levels in DBFS"));
        assertThat(procedure.step(
                        new SpectrumRow(100e6, STEP, good.levelDb(), LevelUnit.DBFS, 16, Instant.EPOCH, "overload")))
                .isEqualTo(new YFactor.Refused("a row is not to be trusted: overload"));
    }

    @Test
    void cellsThatWereNotMeasuredDoNotMatterAndAStretchOfThemIsRefused() {
        YFactor procedure = new YFactor(SETUP);
        procedure.begin();
        SpectrumRow row = row(6, 30, 290);
        Arrays.fill(row.levelDb(), 0, 100, Float.NaN);
        YFactor.Step last = new YFactor.More(0);
        for (int i = 0; i < 6; i++) {
            last = procedure.step(row);
        }
        assertThat(last).isInstanceOf(YFactor.Refused.class);
    }

    @Test
    void resultIsALineThatATableReads() throws CalibrationException {
        YFactorPoint point = new YFactorPoint(100e6, 9.5, 6.01, 30.25, 0.21);
        String file = YFactorPoint.HEADER + "\n" + point.row(20.7, 35, LocalDate.of(2026, 3, 2)) + "\n";

        assertThat(file)
                .endsWith("\n20.7,100000000,35.0,-30.25,0.21,2026-03-02,Y factor 9.50 dB noise figure 6.01 dB\n");
        CalibrationTable table = CalibrationTable.of(
                TableFile.of("t.csv", file.getBytes(StandardCharsets.UTF_8)), CalibrationTable.Margins.DEFAULT);
        assertThat(table.at(20.7, 100e6, 35)).isEqualTo(new Offset.Known(-30.25, 0.21));
        assertThat(point.row(20.7, Double.NaN, LocalDate.of(2026, 3, 2))).startsWith("20.7,100000000,,-30.25");
    }

    private YFactor.Step procedure(
            YFactor.Setup setup, double noiseFigureDb, double gainDb, double offK, double driftDb) {
        YFactor procedure = new YFactor(setup);
        procedure.begin();
        double onK = offK + 290 * Math.pow(10, setup.enrDb() / 10);
        YFactor.Step last = new YFactor.More(0);
        for (double kelvin : new double[] {offK, offK, onK, onK, offK, offK}) {
            boolean end = last instanceof YFactor.Switch next && !next.on();
            last = procedure.step(row(noiseFigureDb, gainDb + (end ? driftDb : 0), kelvin));
            gainDb += end ? driftDb : 0;
        }
        return last;
    }

    /** A receiver with a source of a temperature at its input, 400 looks, and a spur in one cell. */
    private SpectrumRow row(double noiseFigureDb, double gainDb, double kelvin) {
        double receiverK = 290 * (Math.pow(10, noiseFigureDb / 10) - 1);
        double density = 1.380649e-23 * 1e3 * (kelvin + receiverK) * STEP;
        float[] levelDb = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            double power = 0;
            for (int look = 0; look < 400; look++) {
                power -= Math.log(1 - random.nextDouble()) / 400;
            }
            levelDb[i] = (float) (10 * Math.log10(density * power) + gainDb);
        }
        levelDb[20] += 30;
        return new SpectrumRow(100e6, STEP, levelDb, LevelUnit.DBFS, 400, Instant.EPOCH, "");
    }
}
