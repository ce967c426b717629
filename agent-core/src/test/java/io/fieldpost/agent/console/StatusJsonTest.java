package io.fieldpost.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.driver.Value;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
    /** Programs read these names: changing this text breaks them. */
    @Test
    void namesAndFormsAreAsDocumented() {
        assertThat(json(SampleStatus.well()))
                .isEqualTo("{\"format\":\"fieldpost-status/1\",\"gateway\":\"dg-0007\",\"site\":\"changan/line-3\","
                        + "\"version\":\"0.1.0\",\"started\":\"2026-11-23T07:00:00Z\",\"taken\":\"2026-11-23T10:00:00Z\","
                        + "\"clock\":\"synchronised\",\"healthy\":true,\"reason\":null,"
                        + "\"sources\":[{\"name\":\"press-1\",\"protocol\":\"opcua\",\"state\":\"running\","
                        + "\"since\":\"2026-11-23T09:58:45Z\",\"detail\":\"\",\"measurements\":1204331,\"bad\":0,"
                        + "\"failures\":0,\"overruns\":0,\"dropped\":0,\"left_out\":0,\"late\":0,\"latest\":[{\"point\":\"barrel_temperature\","
                        + "\"unit\":\"Cel\",\"quality\":\"good\",\"source_time\":\"2026-11-23T09:59:48Z\","
                        + "\"received_time\":\"2026-11-23T09:59:48Z\",\"value\":218.44}],\"remarked\":0,\"remarks\":[]}],"
                        + "\"destinations\":[{\"name\":\"city\",\"url\":\"mqtts://broker.city.example:8883\","
                        + "\"state\":\"connected\",\"since\":\"2026-11-23T09:45:00Z\",\"detail\":\"\",\"published\":50,"
                        + "\"acknowledged\":39,\"backlog\":11,\"in_flight\":11,\"unreceived\":0,"
                        + "\"last_acknowledged\":\"2026-11-23T10:00:00Z\"}],"
                        + "\"servers\":[],\"plugins\":[],"
                        + "\"store\":{\"bytes\":419430400,\"budget\":2147483648,\"lasts_seconds\":68400,"
                        + "\"complaint\":null,\"records\":4242,\"payload_bytes\":60000,\"written_bytes\":66000,"
                        + "\"card_bytes\":16384,\"forces\":12,\"forces_per_minute\":1.5,\"lost\":{\"budget\":7},"
                        + "\"set_aside\":0,\"trouble\":null,\"streams\":[{\"stream\":\"data\",\"epoch\":\"00000000000000a1\","
                        + "\"oldest\":11,\"newest\":4242,\"bytes\":65536,\"segments\":1}]}}");
    }

    @Test
    void serverOfThePlantTellsWhereItIsReachedOrWhyNot() {
        assertThat(json(SampleStatus.serving(SampleStatus.listening(), SampleStatus.portInUse())))
                .contains("\"servers\":[{\"name\":\"opcua\",\"protocol\":\"opcua\",\"state\":\"listening\","
                        + "\"since\":\"2026-11-23T09:58:45Z\",\"endpoint\":\"opc.tcp://gw-7.plant.example:4840\","
                        + "\"sessions\":2,\"failures\":0,\"detail\":\"\"},"
                        + "{\"name\":\"opcua\",\"protocol\":\"opcua\",\"state\":\"waiting\","
                        + "\"since\":\"2026-11-23T09:58:45Z\",\"endpoint\":null,\"sessions\":null,\"failures\":7,"
                        + "\"detail\":\"can't listen on 0.0.0.0:4840: it is in use\"}],");
    }

    @Test
    void whatIsWrittenOfAPluginIsReadAgain() throws Exception {
        AgentStatus status =
                SampleStatus.extended(SampleStatus.well(), SampleStatus.loaded(), SampleStatus.quarantined());
        assertThat(StatusReader.read(StatusJson.of(status)).status().plugins()).isEqualTo(status.plugins());
        assertThat(json(status)).contains("\"state\":\"quarantined\"").contains("\"cpu_seconds\":4.5,\"cut_output\":0");
        String text = StatusText.of(StatusReader.read(StatusJson.of(status)), Language.EN);
        assertThat(text)
                .contains("Plug-ins")
                .contains("acme-press    loaded 2.1")
                .contains("! Plug-in acme-press went too far and its sources are stopped");
    }

    @Test
    void everyKindOfValueHasAForm() {
        assertThat(valueOf(new Value.Bool(true))).isEqualTo("true");
        assertThat(valueOf(new Value.Int(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
        assertThat(valueOf(new Value.Real(Double.NaN))).isEqualTo("\"NaN\"");
        assertThat(valueOf(new Value.Real(Double.NEGATIVE_INFINITY))).isEqualTo("\"-Infinity\"");
        assertThat(valueOf(new Value.Text("\"\n"))).isEqualTo("\"\\\"\\n\"");
        assertThat(valueOf(new Value.Bytes(new byte[] {0, -1}))).isEqualTo("\"AP8=\"");
        assertThat(valueOf(new Value.Record(Map.of("a", new Value.Absent())))).isEqualTo("{\"a\":null}");
        assertThat(valueOf(SampleStatus.band(3, 1)))
                .isEqualTo("{\"start\":8.8E7,\"step\":100000.0,\"axis_unit\":\"Hz\",\"count\":3,\"peak\":-40.0,"
                        + "\"peak_at\":8.81E7,\"per_value\":1,\"values\":[-90.0,-40.0,-90.0],"
                        + "\"conditions\":{\"gain_db\":28.0}}");
    }

    @Test
    void spectrumWithoutAMeasuredValueHasNoPeak() {
        Value.Record none = new Value.Record(Map.of());
        assertThat(valueOf(new Value.Series(0, 1, "Hz", new float[] {Float.NaN}, none)))
                .contains("\"peak\":null,\"peak_at\":null,\"per_value\":1,\"values\":[null]");
    }

    private static String valueOf(Value value) {
        AgentStatus status = SampleStatus.withSource(
                SampleStatus.source(SourceStatus.State.RUNNING, "", SampleStatus.measured("p", value, "1")));
        String json = json(status);
        int start = json.indexOf("\"value\":") + "\"value\":".length();
        return json.substring(start, json.indexOf("}],\"remarked\""));
    }

    private static String json(AgentStatus status) {
        return new String(StatusJson.of(status), StandardCharsets.UTF_8);
    }
}
