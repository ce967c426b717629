package io.fieldpost.radio.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.Value;
import io.fieldpost.driver.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissionCommandTest {
    private final FakeContext context = new FakeContext();

    @Test
    void missionsAreListedAsATable() throws Exception {
        context.answer = new Value.Record(Map.of(
                "missions",
                new Value.Array(
                        List.of(mission("fm-band", "running", 1200, false), mission("look", "waiting", 3, true)))));

        assertThat(Words.run(new MissionCommand(), context, "list", "fm", "--config=g.yaml"))
                .isZero();

        assertThat(context.asked).containsExactly("g.yaml fm mission_list {}");
        assertThat(context.text()).isEqualToNormalizingNewlines("""
                        name     phase    priority  runs  skipped  pre-empted  airtime s  from
                        fm-band  running        50  1200        0           0     12.500  file
                        look     waiting        50     3        0           0     12.500  added
                        """);
    }

    @Test
    void aMissionIsAddedAsItWouldStandInTheFile() throws Exception {
        context.answer = new Value.Record(Map.of("name", new Value.Text("look")));
        String text = "{ name: look, watch: [ 98.1MHz ], every: 5s }";

        Words.run(new MissionCommand(), context, "add", "fm", text);

        assertThat(context.asked)
                .containsExactly(
                        "/etc/fieldpost/fieldpost.yaml fm mission_add " + Map.of("mission", new Value.Text(text)));
        assertThat(context.text()).isEqualToNormalizingNewlines("look: added\n");
    }

    @Test
    void pauseResumeAndRemoveNameTheMission() throws Exception {
        context.answer = new Value.Record(Map.of("name", new Value.Text("look")));
        Map<String, Value> name = Map.of("name", new Value.Text("look"));
        for (String verb : List.of("pause", "resume", "remove")) {
            Words.run(new MissionCommand(), context, verb, "fm", "look", "--config=g.yaml");
        }
        assertThat(context.asked)
                .containsExactly(
                        "g.yaml fm mission_pause " + name,
                        "g.yaml fm mission_resume " + name,
                        "g.yaml fm mission_remove " + name);
    }

    @Test
    void aMissingNameIsToldAndNobodyIsAsked() {
        assertThatThrownBy(() -> Words.run(new MissionCommand(), context, "pause", "fm"))
                .hasMessageContaining("fieldpost mission list fm");
        assertThatThrownBy(() -> Words.run(new MissionCommand(), context, "list", "fm", "look"))
                .hasMessageContaining("leave the name out");
        assertThat(context.asked).isEmpty();
    }

    @Test
    void anAnswerOfAnotherVersionIsAFactAndNoException() {
        assertThatThrownBy(() -> Words.run(new MissionCommand(), context, "list", "fm"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("names no missions");
    }

    private static Value mission(String name, String phase, long runs, boolean added) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", new Value.Text(name));
        fields.put("phase", new Value.Text(phase));
        fields.put("priority", new Value.Int(50));
        fields.put("runs", new Value.Int(runs));
        fields.put("skipped", new Value.Int(0));
        fields.put("preemptions", new Value.Int(0));
        fields.put("airtime_s", new Value.Real(12.5));
        fields.put("added", new Value.Bool(added));
        return new Value.Record(fields);
    }
}
