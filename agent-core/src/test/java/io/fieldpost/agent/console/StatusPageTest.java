package io.fieldpost.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    private static final String HOSTILE = "\"><script>alert('x')</script>&amp;\u0000";
    private static final String INERT = "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;\ufffd";

    @Test
    void whateverComesFromOutsideIsInert() {
        Value.Record record = new Value.Record(Map.of(HOSTILE, new Value.Text(HOSTILE)));
        Value.Series series = new Value.Series(0, 1, HOSTILE, new float[] {1, 2}, record);
        SourceStatus source = SampleStatus.source(
                SourceStatus.State.WAITING,
                HOSTILE,
                SampleStatus.measured(HOSTILE, new Value.Text(HOSTILE), HOSTILE),
                SampleStatus.measured(HOSTILE, record, HOSTILE),
                SampleStatus.measured(HOSTILE, series, HOSTILE));
        DestinationStatus destination = SampleStatus.destination(DestinationStatus.State.WAITING, HOSTILE, 0);

        String page = page(SampleStatus.with(ClockState.UNKNOWN, source, destination));

        assertThat(page).contains(INERT).doesNotContain("<script>").doesNotContain("alert('x')");
    }

    @Test
    void credentialsInAnAddressAreNotShown() {
        assertThat(page(SampleStatus.well()))
                .contains("mqtts://broker.city.example:8883")
                .doesNotContain("hunter2");
        assertThat(new String(StatusJson.of(SampleStatus.well()), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("hunter2");
    }

    @Test
    void whatIsWrongComesFirstWithWhatToDo() {
        SourceStatus source = SampleStatus.source(SourceStatus.State.BROKEN, "certificate not trusted");
        DestinationStatus destination =
                SampleStatus.destination(DestinationStatus.State.WAITING, "connection refused", 0);

        Overview overview = Overview.of(
                SampleStatus.with(ClockState.UNSYNCHRONISED, source, destination),
                Words.beside(StatusPage.class, Language.EN));

        assertThat(overview.mood()).isEqualTo(Overview.Mood.WRONG);
        assertThat(overview.concerns()).extracting(Concern::about).containsExactly("press-1", "city", "Clock");
        assertThat(overview.concerns().get(0).fact()).contains("certificate not trusted");
        assertThat(overview.concerns().get(1).remedy()).contains("lasts 19 h at the present rate");
        assertThat(overview.concerns()).allMatch(concern -> !concern.remedy().isEmpty());
    }

    @Test
    void serverOfThePlantStandsOnThePageWhereThereIsOne() {
        assertThat(page(SampleStatus.well())).doesNotContain("For the plant");
        assertThat(page(SampleStatus.serving(SampleStatus.listening())))
                .contains("All is well", "For the plant", "opc.tcp://gw-7.plant.example:4840")
                .contains("<span class=\"state listening\">listening</span>", "<dt>Sessions</dt><dd>2</dd>");
        assertThat(page(SampleStatus.serving(SampleStatus.server(ServerStatus.State.WAITING, null, -1, 1, HOSTILE))))
                .contains(
                        "Working, with something to look at", "the plant sees none of this gateway’s points: " + INERT)
                .contains("<p class=\"detail\">" + INERT + "</p>")
                .doesNotContain("Sessions", "alert('x')");
        assertThat(page(SampleStatus.serving(SampleStatus.server(ServerStatus.State.STARTING, null, -1, 0, ""))))
                .contains("Starting: connections are being made");
    }

    @Test
    void badValueAndAbsentReceiverAreNamed() {
        SourceStatus source = SampleStatus.source(
                SourceStatus.State.RUNNING, "", SampleStatus.temperature(), SampleStatus.bad("oil_temperature"));
        DestinationStatus destination = SampleStatus.destination(DestinationStatus.State.CONNECTED, "", 3);

        String page = page(SampleStatus.with(ClockState.SYNCHRONISED, source, destination));

        assertThat(page)
                .contains("Working, with something to look at")
                .contains("1 / 2: oil_temperature", "bad: sensor failure")
                .contains("nobody subscribes to; 11 records wait");
    }

    @Test
    void spectrumIsDrawnWithItsAxisAndItsPeakNamed() {
        Measurement spectrum = SampleStatus.measured("spectrum", SampleStatus.band(201, 105), "dBm");

        String page = page(SampleStatus.withSource(SampleStatus.source(SourceStatus.State.RUNNING, "", spectrum)));

        assertThat(page)
                .contains("<path class=\"trace\" d=\"M0 ")
                .contains("201 values from 88 to 108 MHz, peak at 98.5 MHz: −40\u00a0dBm")
                .contains(">98.5 MHz · −40\u00a0dBm</text>")
                .contains(">90 MHz</text>", ">95</text>", ">105</text>")
                .contains("<i>gain_db</i> 28");
    }

    @Test
    void narrowEmissionSurvivesTheReductionOfAWideBand() {
        Trace trace = Trace.of(SampleStatus.band(100_000, 77_777));

        assertThat(trace.columns().length).isLessThanOrEqualTo(Trace.COLUMNS);
        assertThat(trace.peak()).isEqualTo(77_777);
        assertThat(trace.columns()[77_777 / trace.perColumn()]).isEqualTo(-40f);
    }

    @Test
    void seriesWithNothingMeasuredIsSaidInWords() {
        float[] nothing = new float[16];
        Arrays.fill(nothing, Float.NaN);
        Value.Series series = new Value.Series(88e6, 1e3, "Hz", nothing, new Value.Record(Map.of()));

        String page = page(SampleStatus.withSource(
                SampleStatus.source(SourceStatus.State.RUNNING, "", SampleStatus.measured("spectrum", series, "dBm"))));

        assertThat(page).contains("16 values, none of them measured").doesNotContain("NaN");
    }

    @Test
    void holesInASpectrumStayHoles() {
        Value.Series band = SampleStatus.band(5, 1);
        band.values()[2] = Float.NaN;
        Measurement spectrum = SampleStatus.measured("spectrum", band, "dBm");

        String page = page(SampleStatus.withSource(SampleStatus.source(SourceStatus.State.RUNNING, "", spectrum)));

        assertThat(Pattern.compile(" d=\"M0 \\d+L1 \\d+M3 \\d+L4 \\d+\"")
                        .matcher(page)
                        .find())
                .isTrue();
    }

    @Test
    void manyValuesUnfoldAndManySpectraStaySmall() {
        Measurement[] values = IntStream.range(0, 256)
                .mapToObj(i -> SampleStatus.measured("band_" + i, SampleStatus.band(21_000, i), "dBm"))
                .toArray(Measurement[]::new);

        String page = page(SampleStatus.withSource(SampleStatus.source(SourceStatus.State.RUNNING, "", values)));

        assertThat(page.split("<path", -1)).hasSize(1 + 8);
        assertThat(page).contains("<details", "236 more values");
        assertThat(page.length()).isLessThan(200_000);
    }

    @Test
    void recordIsShownAsItsFields() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("event", new Value.Text("ejector fault"));
        fields.put("where", new Value.Record(Map.of("axis", new Value.Int(3))));
        Measurement event = SampleStatus.measured("event", new Value.Record(fields), "1");

        String page = page(SampleStatus.withSource(SampleStatus.source(SourceStatus.State.RUNNING, "", event)));

        assertThat(page).contains("<i>event</i> ejector fault", "<i>where</i> (", "<i>axis</i> 3");
    }

    @Test
    void storeTellsWhatItWroteAndWhatIsLostAndItsComplaintAsItIs() {
        String well = page(SampleStatus.well());
        assertThat(well)
                .contains("<dt>Written per payload byte</dt><dd>1.1 B</dd>")
                .contains("<dt>Forced to the card</dt><dd>1.5 a minute</dd>")
                .contains("<dt>Lost since the start</dt><dd>7 (budget used up)</dd>")
                .contains("<dt>Damage set aside</dt><dd>0</dd>");

        String complaint = "file system below its floor, the oldest are dropped: free some room";
        assertThat(page(SampleStatus.withStoreComplaint(complaint)))
                .contains("<strong>Store</strong> file system below its floor")
                .doesNotContain("cannot take records");
    }

    private static String page(AgentStatus status) {
        return StatusPage.of(status, Words.beside(StatusPage.class, Language.EN));
    }
}
