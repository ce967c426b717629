package io.fieldpost.radio.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.config.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTableTest {
    private static final double NONE = Double.NaN;
    private static final CalibrationTable.Margins MARGINS = CalibrationTable.Margins.DEFAULT;
    private static final String TABLE = """
            # receiver 0007, bench 2
            gain_db,frequency_hz,offset_db,uncertainty_db,date,means
            20,100000000,-30,0.5,2026-03-02,"signal generator, 50 Ω"
            20,200000000,-28,0.7,2026-03-02,
            40,100000000,-50,0.5,2026-03-01,
            40,200000000,-47,0.7,2026-03-02,
            """;

    @TempDir
    Path folder;

    @Test
    void offsetIsInterpolatedOverFrequencyAndGain() throws CalibrationException {
        CalibrationTable table = table(TABLE);

        assertThat(known(table.at(20, 100e6, NONE)).db()).isEqualTo(-30, within(1e-9));
        assertThat(known(table.at(20, 150e6, NONE)).db()).isEqualTo(-29, within(1e-9));
        assertThat(known(table.at(30, 100e6, NONE)).db()).isEqualTo(-40, within(1e-9));
        // A quarter from 20 to 40 dB, half-way from 100 to 200 MHz: -29 + (-48.5 - -29) / 4.
        assertThat(known(table.at(25, 150e6, NONE)).db()).isEqualTo(-33.875, within(1e-9));
        assertThat(known(table.at(25, 150e6, NONE)).uncertaintyDb()).isEqualTo(0.6, within(1e-9));
        assertThat(table.oldest()).contains(LocalDate.of(2026, 3, 1));
    }

    @Test
    void tableHoldsALittleBeyondItsEndsAndNoFurther() throws CalibrationException {
        CalibrationTable table = table(TABLE);

        assertThat(known(table.at(20, 98.5e6, NONE)).db()).isEqualTo(-30, within(1e-9));
        // 0.2 dB less gain than the lowest: 0.2 dB more to be added.
        assertThat(known(table.at(19.8, 100e6, NONE)).db()).isEqualTo(-29.8, within(1e-9));
        assertThat(table.at(20, 97e6, NONE))
                .isEqualTo(new Offset.Unknown("97 MHz is outside of the table's 100 MHz to 200 MHz"));
        assertThat(table.at(19, 100e6, NONE))
                .isEqualTo(new Offset.Unknown("19.0 dB of gain is outside of the table's 20.0 to 40.0 dB"));
        assertThat(table.at(NONE, 100e6, NONE)).isEqualTo(new Offset.Unknown("the gain is automatic; set a fixed one"));
    }

    @Test
    void offsetIsInterpolatedOverTemperatureWhereItIsGiven() throws CalibrationException {
        CalibrationTable table = table("""
                temperature_c,offset_db,frequency_hz,gain_db
                20,-30,100000000,20
                60,-29,100000000,20
                """);

        assertThat(known(table.at(20, 100e6, 40)).db()).isEqualTo(-29.5, within(1e-9));
        assertThat(known(table.at(20, 100e6, 63)).db()).isEqualTo(-29, within(1e-9));
        assertThat(known(table.at(20, 100e6, 40)).uncertaintyDb()).isNaN();
        assertThat(table.at(20, 100e6, 70))
                .isEqualTo(new Offset.Unknown("70.0 °C is outside of the table's 20.0 to 60.0 °C"));
        assertThat(table.at(20, 100e6, NONE))
                .isEqualTo(new Offset.Unknown("the table is by temperature, and the receiver's is not known"));
    }

    @Test
    void everyBadLineIsToldWithItsPlace() {
        CalibrationException refusal = refusal("""
                gain_db,frequency_hz,offset_db,date
                20,100000000,-30,yesterday
                20,98.5MHz,-30,
                20,100000000,,
                20,100000000
                300,100000000,-30,
                20,100000000,-31,
                "20,100000000,-31,
                """);

        assertThat(refusal.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "t.csv:3:4: frequency_hz: not a number from 1 to 1000000000000: '98.5MHz'",
                        "t.csv:4:14: offset_db: is empty; a number is needed",
                        "t.csv:5:1: 2 values instead of the header's 4",
                        "t.csv:6:1: gain_db: not a number from -50 to 150: '300'",
                        "t.csv:8:1: quotes are not closed in this line",
                        "t.csv:8:1: 1 values instead of the header's 4",
                        "t.csv:2:1: date: not a date such as 2026-03-31",
                        "t.csv:7:1: another row has the same gain, frequency and temperature");
    }

    @Test
    void wrongHeaderSaysWhatIsAllowed() {
        assertThat(refusal("gain,frequency_hz,frequency_hz,offset_db\n")).hasMessage("""
                t.csv:1:1: gain: unknown column; allowed: gain_db, frequency_hz, temperature_c, offset_db, uncertainty_db, date, means
                t.csv:1:19: frequency_hz: column stands twice
                t.csv:1:1: gain_db: column is missing; the header has to name it""");
        assertThat(refusal("# nothing\n")).hasMessageStartingWith("t.csv: no header; expected a line with gain_db");
        assertThat(refusal("gain_db,frequency_hz,offset_db\n")).hasMessage("t.csv: no rows");
        assertThat(refusal("gain_db,frequency_hz,offset_db,temperature_c\n1,2,3,4\n1,2,3,\n"))
                .hasMessage("t.csv:3:1: temperature_c: is empty, but other rows have one: all or none");
    }

    @Test
    void nameAndDigestSayWhichFileItWas() throws IOException, CalibrationException {
        Path file = folder.resolve("rtl-0007.csv");
        Files.writeString(file, "\uFEFF" + TABLE);

        CalibrationTable table = CalibrationTable.read(file, MARGINS);
        assertThat(table.id()).matches("rtl-0007\\.csv:[0-9a-f]{8}");
        assertThat(table(TABLE).id()).isNotEqualTo(table.id());
        assertThat(refused(new byte[] {(byte) 0xFF})).hasMessage("t.csv: not text in UTF-8");
        assertThatThrownBy(() -> CalibrationTable.read(folder.resolve("gone.csv"), MARGINS))
                .hasMessageEndingWith("gone.csv: no such file");
        assertThat(refused(new byte[TableFile.MOST_BYTES + 1])).hasMessage("t.csv: larger than 4194304 bytes");
    }

    @Test
    void digestIsThatOfSha256() throws CalibrationException {
        assertThat(TableFile.of("x", "abc".getBytes(StandardCharsets.UTF_8)).id())
                .isEqualTo("x:ba7816bf");
    }

    @Test
    void complaintsAreBounded() {
        CalibrationException refusal = refusal("gain_db,frequency_hz,offset_db\n" + "x,y,z\n".repeat(5000));

        assertThat(refusal.problems()).hasSizeBetween(100, 110);
        assertThat(refusal).hasMessageContaining("and perhaps more; the first 100 problems are told");
    }

    @Property(tries = 500)
    void anyBytesAreATableOrARefusal(@ForAll byte[] bytes, @ForAll boolean underAHeader) {
        byte[] header = "gain_db,frequency_hz,offset_db\n".getBytes(StandardCharsets.UTF_8);
        byte[] content = bytes;
        if (underAHeader) {
            content = Arrays.copyOf(header, header.length + bytes.length);
            System.arraycopy(bytes, 0, content, header.length, bytes.length);
        }
        readOrRefuse(content);
    }

    @Property(tries = 500)
    void anyChangeOfATableIsATableOrARefusal(@ForAll int[] at, @ForAll byte[] to) {
        byte[] bytes = TABLE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < Math.min(at.length, to.length); i++) {
            bytes[Math.floorMod(at[i], bytes.length)] =
                    (byte) ("0123456789,\"-.\n#eExN ".charAt(Math.floorMod(to[i], 21)));
        }
        readOrRefuse(bytes);
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            CalibrationTable table = CalibrationTable.of(TableFile.of("t.csv", bytes), MARGINS);
            assertThat(table.at(20, 150e6, 20)).isNotNull();
        } catch (CalibrationException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    private static Offset.Known known(Offset offset) {
        assertThat(offset).isInstanceOf(Offset.Known.class);
        return (Offset.Known) offset;
    }

    private static CalibrationTable table(String text) throws CalibrationException {
        return CalibrationTable.of(TableFile.of("t.csv", text.getBytes(StandardCharsets.UTF_8)), MARGINS);
    }

    private static CalibrationException refusal(String text) {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CalibrationException refused(byte[] bytes) {
        return catchThrowableOfType(
                CalibrationException.class, () -> CalibrationTable.of(TableFile.of("t.csv", bytes), MARGINS));
    }
}
