package io.fieldpost.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.plant.PointServers;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayFileTest {
    private static final String TEXT = """
            gateway: { id: dg-1, site: plant }
            sources:
              - name: a
                protocol: troubled
                points:
                  - { name: p, address: well }
                  - { name: q, address: sick }
              - name: b
                protocol: troubled
                every: 1s
                points:
                  - name: r
                    address: "dead"
            destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
            """;

    private final GatewayFile file = new GatewayFile(Drivers.of(List.of(new TroubledDevices(), new ObeyingDevice())));

    @Test
    void everyAddressThatTheDriverDoesNotKnowIsToldWithItsPlace() {
        assertThat(problems(TEXT))
                .containsExactly(
                        "g.yaml:7:29: sources[0].points[1].address: 'sick' is neither well nor ill",
                        "g.yaml:13:18: sources[1].points[0].address: 'dead' is neither well nor ill");
    }

    @Test
    void anAddressIsToldAmongAllOtherProblems() {
        assertThat(problems(TEXT.replace("every: 1s", "evry: 1s")))
                .hasSize(3)
                .anyMatch(problem -> problem.startsWith("g.yaml:10:5: ") && problem.contains("did you mean 'every'?"))
                .anyMatch(problem -> problem.endsWith("'sick' is neither well nor ill"))
                .anyMatch(problem -> problem.endsWith("'dead' is neither well nor ill"));
    }

    @Test
    void aFileWithoutMistakesIsRead() {
        Result<GatewayConfig> result =
                file.read("g.yaml", TEXT.replace("sick", "ill").replace("dead", "well"));
        assertThat(result).isInstanceOf(Result.Read.class);
    }

    @Test
    void serversAreChosenAmongServersAndEachProtocolOnce() {
        GatewayFile withServer = new GatewayFile(
                Drivers.of(List.of(new TroubledDevices()), PointServers.of(List.of(new ShownValues()))));
        String sound = TEXT.replace("sick", "ill").replace("dead", "well");
        assertThat(problems(withServer, sound + "servers: [ { protocol: screan }, { protocol: troubled } ]\n"))
                .containsExactly(
                        "g.yaml:15:24: servers[0].protocol: unknown protocol 'screan'; allowed: screen; did you mean 'screen'?",
                        "g.yaml:15:46: servers[1].protocol: unknown protocol 'troubled'; allowed: screen");
        assertThat(problems(withServer, sound + "servers: [ { protocol: screen }, { protocol: screen } ]\n"))
                .singleElement()
                .asString()
                .contains("two of them speak screen");
        assertThat(problems(sound + "servers: [ { protocol: screen } ]\n"))
                .singleElement()
                .asString()
                .contains("allowed: none, because none is installed");
    }

    @Test
    void aRangeIsTwoNumbersTheSmallerFirst() {
        String sound = TEXT.replace("sick", "ill").replace("dead", "well");
        assertThat(problems(sound.replace("address: ill", "address: ill, range: [5, 5]")))
                .singleElement()
                .asString()
                .contains("sources[0].points[1].range: it is not two numbers, the smaller first");
    }

    private static final String COMMANDS = """
            gateway: { id: dg-1, site: plant }
            sources:
              - name: a
                protocol: obeying
                points: [ { name: p, address: well }, { name: q, address: well } ]
                writable:
                  - { point: p, min: 0, max: 250 }
                  - { point: mode, one_of: [auto, manual] }
                  - { point: p }
                  - { point: q, min: 9, max: 2 }
                callable:
                  - { name: go, method: nowhere, arguments: [ { name: n, min: 1 } ] }
                  - { name: go, object: press, method: press.go }
              - name: b
                protocol: troubled
                points: [ { name: r, address: well } ]
                writable: [ { point: r } ]
                callable: [ { name: go, method: press.go } ]
            destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
            """;

    @Test
    void whatMayBeWrittenIsComparedWithThePointsAndTheDriver() {
        assertThat(problems(COMMANDS))
                .containsExactly(
                        "g.yaml:8:18: sources[0].writable[1].point: no point 'mode' in this source; known: p, q",
                        "g.yaml:9:18: sources[0].writable[2].point: point 'p' is listed twice; the first is at g.yaml:7:18",
                        "g.yaml:10:26: sources[0].writable[3].min: it is above 'max', so no number would be allowed",
                        "g.yaml:12:9: sources[0].callable[0]: a method needs an object here",
                        "g.yaml:12:67: sources[0].callable[0].arguments[0].min: a smallest number needs a largest beside it; add"
                                + " 'max'",
                        "g.yaml:13:17: sources[0].callable[1].name: name 'go' is used twice; the first is at g.yaml:12:17",
                        "g.yaml:17:15: sources[1].writable: driver 'troubled' can't write; remove the list",
                        "g.yaml:18:15: sources[1].callable: driver 'troubled' knows no methods; remove the list");
    }

    private List<String> problems(String text) {
        return problems(file, text);
    }

    private static List<String> problems(GatewayFile file, String text) {
        Result<GatewayConfig> result = file.read("g.yaml", text);
        assertThat(result).isInstanceOf(Result.Rejected.class);
        return ((Result.Rejected<GatewayConfig>) result)
                .problems().stream().map(Object::toString).toList();
    }
}
