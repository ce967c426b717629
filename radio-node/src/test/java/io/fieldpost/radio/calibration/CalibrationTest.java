package io.fieldpost.radio.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** From dBFS to dBµV/m, worked on paper. */
class CalibrationTest {
    private static final double NONE = Double.NaN;

    private final CalibrationTable table = CalibrationTable.of(
            file("rx.csv", "gain_db,frequency_hz,offset_db,uncertainty_db\n20,88e6,-30,0.3\n20,108e6,-28,0.3\n"),
            CalibrationTable.Margins.DEFAULT);

    private final FrequencyTable antenna = FrequencyTable.of(
            file("ant.csv", "frequency_hz,antenna_factor_db_per_m,uncertainty_db\n80e6,10,0.4\n120e6,14,0.4\n"),
            Column.number("antenna_factor_db_per_m", -50, 100));

    private final FrequencyTable cable = FrequencyTable.of(
            file("cable.csv", "frequency_hz,loss_db\n50e6,1\n150e6,2\n"), Column.number("loss_db", 0, 100));

    CalibrationTest() throws CalibrationException {}

    @Test
    void milliwattInFiftyOhmsIs107DecibelsAboveAMicrovolt() {
        assertThat(Calibration.DBUV_OF_DBM).isEqualTo(106.99, within(0.001));
    }

    @Test
    void everyCellTakesTheOffsetOfItsFrequency() {
        Calibrated dbm = new Calibration.Table(table, null).apply(row(LevelUnit.DBFS), 20, NONE, LevelUnit.DBM);

        // -30 dB at 88 MHz, -29 at 98, -28 at 108.
        assertThat(dbm.row().levelDb()).containsExactly(-90, -89, -88);
        assertThat(dbm.row().unit()).isEqualTo(LevelUnit.DBM);
        assertThat(dbm.id()).startsWith("rx.csv:");
        assertThat(dbm.uncertaintyDb()).isEqualTo(0.3, within(1e-9));
        assertThat(dbm.reason()).isEmpty();
        assertThat(dbm.row().looks()).isEqualTo(16);
        assertThat(dbm.row().suspect()).isEqualTo("drop");
    }

    @Test
    void fieldStrengthAddsAntennaFactorAndCableLossAndTakesThePreamplifierAway() {
        Calibration.Table calibration = new Calibration.Table(table, new FieldStrength(antenna, cable, 15));
        Calibrated field = calibration.apply(row(LevelUnit.DBFS), 20, NONE, LevelUnit.DBUV_PER_M);

        // At 98 MHz: -89 dBm + 106.99 + 11.8 dB/m + 1.48 dB - 15 dB.
        assertThat(field.row().levelDb()[1]).isEqualTo(16.27f, within(0.005f));
        assertThat(field.row().unit()).isEqualTo(LevelUnit.DBUV_PER_M);
        assertThat(field.id()).isEqualTo(calibration.id()).matches("rx.csv:.{8}\\+ant.csv:.{8}\\+cable.csv:.{8}");
        // The cable's table states none, so there is none.
        assertThat(field.uncertaintyDb()).isNaN();
    }

    @Test
    void uncertaintiesAddUpAsSquares() {
        Calibrated field = new Calibration.Table(table, new FieldStrength(antenna, null, 0))
                .apply(row(LevelUnit.DBFS), 20, NONE, LevelUnit.DBUV_PER_M);

        assertThat(field.uncertaintyDb()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void receiverThatMeasuresInMicrovoltsNeedsNoTable() {
        Calibrated same = new Calibration.None("no file").apply(row(LevelUnit.DBUV), NONE, NONE, LevelUnit.DBUV);
        Calibrated field = new Calibration.Antenna(new FieldStrength(antenna, null, 0))
                .apply(row(LevelUnit.DBUV), NONE, NONE, LevelUnit.DBUV_PER_M);

        assertThat(same.id()).isEqualTo("receiver");
        assertThat(field.row().levelDb()[1]).isEqualTo(-60 + 11.8f, within(0.001f));
        assertThat(field.id()).startsWith("receiver+ant.csv:");
    }

    @Test
    void rowThatCannotBeCalibratedStaysAsItIsAndSaysWhy() {
        SpectrumRow row = row(LevelUnit.DBFS);
        Calibration.Table calibration = new Calibration.Table(table, null);

        Calibrated gain = calibration.apply(row, 40, NONE, LevelUnit.DBM);
        assertThat(gain.row()).isSameAs(row);
        assertThat(gain.id()).isEqualTo("none");
        assertThat(gain.reason()).isEqualTo("40.0 dB of gain is outside of the table's 20.0 to 20.0 dB");
        assertThat(calibration.apply(row, 20, NONE, LevelUnit.DBUV_PER_M).reason())
                .isEqualTo("no antenna factor is set");
        assertThat(new Calibration.None("no calibration file is set").apply(row, 20, NONE, LevelUnit.DBM))
                .isEqualTo(new Calibrated(row, "none", NONE, "no calibration file is set"));
        assertThat(calibration
                        .apply(row(LevelUnit.DBUV_PER_M), 20, NONE, LevelUnit.DBM)
                        .reason())
                .isEqualTo("levels in DBUV_PER_M can't be put into DBM");
    }

    @Test
    void rowBeyondTheAntennaFactorsIsNotAFieldStrength() throws CalibrationException {
        FrequencyTable narrow = FrequencyTable.of(
                file("ant.csv", "frequency_hz,antenna_factor_db_per_m\n90e6,10\n120e6,14\n"),
                Column.number("antenna_factor_db_per_m", -50, 100));

        assertThat(new Calibration.Table(table, new FieldStrength(narrow, null, 0))
                        .apply(row(LevelUnit.DBFS), 20, NONE, LevelUnit.DBUV_PER_M)
                        .reason())
                .isEqualTo("88 MHz is outside of the antenna factors of 90 MHz to 120 MHz");
    }

    @Test
    void frequencyThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> FrequencyTable.of(
                        file("cable.csv", "frequency_hz,loss_db\n50e6,1\n50e6,2\n"), Column.number("loss_db", 0, 100)))
                .hasMessage("cable.csv:3:1: frequency_hz: stands twice: 50000000");
    }

    private static SpectrumRow row(LevelUnit unit) {
        return new SpectrumRow(88e6, 10e6, new float[] {-60, -60, -60}, unit, 16, Instant.EPOCH, "drop");
    }

    private static TableFile file(String name, String text) throws CalibrationException {
        return TableFile.of(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
