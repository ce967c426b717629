package io.fieldpost.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.plant.AgentView;
import io.fieldpost.agent.shaping.Outlet;
import io.fieldpost.agent.shaping.Shaping;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.Server;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.plant.PointHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What {@code fieldpost check} says of derived points, word for word. */
class ShapingFileTest {
    private static final String POINTS = """
            gateway: { id: dg-1, site: plant }
            sources:
              - name: a
                protocol: obeying
                points:
                  - { name: line_1, address: x, scale: 0.1 }
                  - { name: line-2, address: y }
            """;

    private final GatewayFile file = new GatewayFile(Drivers.of(List.of(new ObeyingDevice())));

    @Test
    void whatIsRightIsRead() {
        assertThat(problems("""
                    derived:
                      - { name: total, expression: "line_1 + 'line-2'", unit: kW }
                      - { name: total_5min, window: total, length: 5min, statistics: [min, mean] }
                      - { name: high, expression: "'total_5min/mean' > 10" }
                      - { name: rise, rate: line-2, per: 1h, length: 15min, rolls_over_at: 1000000, heartbeat: 60s }
                """)).isEmpty();
    }

    @Test
    void namesThatDoNotExistAreToldWithThoseThatDo() {
        assertThat(problems("""
                    derived:
                      - { name: total, expression: "line_1 + line_3" }
                      - { name: rise, rate: energy }
                      - { name: w, window: power, length: 1min, statistics: [mean] }
                      - { name: high, expression: "w > 10" }
                """))
                .containsExactly(
                        "g.yaml:9:36: sources[0].derived[0].expression: no point 'line_3' in this source; known: line-2, line_1 (character 10)",
                        "g.yaml:10:29: sources[0].derived[1].rate: no point 'energy' in this source; known: line-2, line_1, total",
                        "g.yaml:11:28: sources[0].derived[2].window: no point 'power' in this source; known: line-2, line_1, rise, total",
                        "g.yaml:12:35: sources[0].derived[3].expression: no point 'w' in this source; did you mean 'w/mean'? (character 1)");
    }

    @Test
    void aNameWithAHyphenNeedsQuotes() {
        assertThat(problems("""
                    derived:
                      - { name: total, expression: "line_1 + line-2" }
                """))
                .containsExactly(
                        "g.yaml:9:36: sources[0].derived[0].expression: no point 'line' in this source; a name with '-' or '/' stands in quotes: 'line-2' (character 10)");
    }

    @Test
    void orderAndCirclesAreTold() {
        assertThat(problems("""
                    derived:
                      - { name: a, expression: "b + 1" }
                      - { name: b, expression: "line_1 * 2" }
                      - { name: c, expression: "c + 1" }
                """))
                .containsExactly(
                        "g.yaml:9:32: sources[0].derived[0].expression: 'b' is derived below, at g.yaml:10:17; move it above this one (character 1)",
                        "g.yaml:11:32: sources[0].derived[2].expression: 'c' is made of itself; name another point (character 1)");
    }

    @Test
    void namesUsedTwiceAreTold() {
        assertThat(problems("""
                    derived:
                      - { name: line_1, expression: "'line-2' * 2" }
                      - { name: w, window: line-2, length: 1h }
                      - { name: w/max, rate: line-2 }
                      - { name: w, expression: "line_1" }
                """))
                .containsExactly(
                        "g.yaml:9:17: sources[0].derived[0].name: name 'line_1' is used twice; the first is at g.yaml:6:17",
                        "g.yaml:11:17: sources[0].derived[2].name: name 'w/max' is used twice; the first is at g.yaml:10:17",
                        "g.yaml:12:17: sources[0].derived[3].name: name 'w' is used twice; the first is at g.yaml:10:17");
    }

    @Test
    void mistakesInAnExpressionAreToldWithTheirCharacter() {
        assertThat(problems("""
                    derived:
                      - { name: a, expression: "line_1 > and true" }
                      - { name: b, expression: "(line_1 > 5) + 1" }
                """))
                .containsExactly(
                        "g.yaml:9:32: sources[0].derived[0].expression: a name, a number or '(' is missing before 'and' (character 10)",
                        "g.yaml:10:32: sources[0].derived[1].expression: this is true or false, and '+' needs a number (character 1)");
    }

    @Test
    void keysThatDoNotBelongTogetherAreTold() {
        assertThat(problems("""
                    derived:
                      - { name: a }
                      - { name: b, expression: "line_1", rate: line_1 }
                      - { name: c, expression: "line_1", per: 1h }
                      - { name: d, window: line_1 }
                      - { name: e, window: line_1, length: 7min }
                      - { name: f, window: line_1, length: 5min, deadband: 1 }
                      - { name: g, rate: line_1, statistics: [min] }
                      - { name: h, rate: line_1, heartbeat: 1s, at_most_every: 2s }
                      - { name: i, expression: "line_1", length: 1min }
                      - { name: j, window: line_1, length: 1min, statistics: [min, max, min] }
                """))
                .containsExactly(
                        "g.yaml:9:9: sources[0].derived[0]: exactly one of 'expression', 'rate' and 'window' says how it is worked out; add one",
                        "g.yaml:10:9: sources[0].derived[1]: exactly one of 'expression', 'rate' and 'window' says how it is worked out; remove the others",
                        "g.yaml:11:47: sources[0].derived[2].per: it belongs to 'rate' alone; remove it",
                        "g.yaml:12:28: sources[0].derived[3].window: it needs a 'length' beside it, such as 5min",
                        "g.yaml:13:44: sources[0].derived[4].length: no whole number of them makes a day, so they would not begin with the hours; write it like 1min, 5min or 1h",
                        "g.yaml:14:60: sources[0].derived[5].deadband: it belongs to 'expression' and 'rate' alone; remove it",
                        "g.yaml:15:46: sources[0].derived[6].statistics: it belongs to 'window' alone; remove it",
                        "g.yaml:16:45: sources[0].derived[7].heartbeat: it is shorter than 'at_most_every', which would hold it back; write it longer",
                        "g.yaml:17:50: sources[0].derived[8].length: it belongs to 'rate' and 'window' alone; remove it",
                        "g.yaml:18:62: sources[0].derived[9].statistics: one of them is listed twice; remove it");
    }

    @Test
    void aScaledPointIsNotWrittenTo() {
        assertThat(problems("""
                    writable: [ { point: line_1 } ]
                """))
                .containsExactly(
                        "g.yaml:8:26: sources[0].writable[0].point: point 'line_1' is scaled, and what is written would not be; add the address once more, as a point without 'scale' and 'offset'");
    }

    @Test
    void derivedPointsAreShownToThePlantBehindTheOthers() {
        Result<GatewayConfig> result = read("""
                    derived:
                      - { name: total, expression: "line_1 + 'line-2'", unit: kW }
                      - { name: w, window: total, length: 5min, statistics: [max, min], unit: kW }
                """);
        GatewayConfig config = ((Result.Read<GatewayConfig>) result).value();
        Server server = new Server("screen", new ShownValues.Settings("black"));
        AgentView view = AgentView.of(config, server, "1", (query, from) -> new PointHistory.Page(List.of(), null));
        assertThat(view.points())
                .extracting(each -> each.point().name() + " " + each.point().unit())
                .containsExactly("line_1 1", "line-2 1", "total kW", "w/max kW", "w/min kW");
    }

    /** Keys and values in any combination: read, or refused with complaints, and what is read can be run. */
    @Property(tries = 500)
    void noDerivedPointMakesTheReaderFail(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder more = new StringBuilder("    derived:\n");
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            more.append("      - { name: ").append(anyOf(random, "a", "b", "w", "w/max", "line_1", "[x]"));
            for (int j = random.nextInt(4); j > 0; j--) {
                String key = anyOf(random, "expression", "rate", "window", "length", "statistics", "per", "heartbeat");
                String value = anyOf(
                        random,
                        "a",
                        "w/max",
                        "line_1",
                        "line-2",
                        "\"a + 'line-2'\"",
                        "5min",
                        "1s",
                        "[min]",
                        "[]",
                        "{}",
                        "");
                more.append(", ").append(key).append(": ").append(value);
            }
            more.append(" }\n");
        }
        if (read(more.toString()) instanceof Result.Read<GatewayConfig> right) {
            Outlet nowhere = new Outlet() {
                @Override
                public void see(Measurement measurement) {}

                @Override
                public boolean keep(Measurement measurement) {
                    return true;
                }
            };
            Source source = right.value().sources().get(0);
            assertThat(Shaping.of(source, Path.of("nowhere"), nowhere)).isNotNull();
        }
    }

    private static String anyOf(SplittableRandom random, String... all) {
        return all[random.nextInt(all.length)];
    }

    private Result<GatewayConfig> read(String more) {
        return file.read("g.yaml", POINTS + more + "destinations: [ { name: centre, url: \"mqtt://127.0.0.1:9\" } ]\n");
    }

    private List<String> problems(String more) {
        return read(more) instanceof Result.Rejected<GatewayConfig> rejected
                ? rejected.problems().stream().map(Problem::toString).toList()
                : List.of();
    }
}
