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

    private final GatewayFile file = new GatewayFile(Drivers.of(List.of(new TroubledDevices())));

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
