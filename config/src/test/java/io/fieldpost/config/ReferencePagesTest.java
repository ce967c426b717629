package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.GatewayConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencePagesTest {
    enum Colour {
        RED,
        GREEN
    }

    @Setting("A bulb.")
    record Bulb(
            @Setting(value = "Its power.", byDefault = "40", min = "1", max = "100", example = "60")
            int power) {}

    @Setting("A lamp.")
    record Lamp(
            @Setting(value = "Its name.", pattern = "[a-z]+|x", example = "hall")
            String name,

            @Setting(value = "Its colour.", byDefault = "red")
            Colour colour,

            @Setting("Its bulbs.") List<Bulb> bulbs,
            @Setting("Bulbs that stand in for others.") Map<String, Bulb> spare) {}

    @Test
    void aSmallRecordIsWordForWordWhatItsAnnotationsSay() {
        assertThat(ReferencePages.markdown("Lamps", Lamp.class, Choices.none())).isEqualTo("""
                        # Lamps

                        A lamp.

                        ## The file

                        | key | type | default | allowed | what it is | example |
                        |---|---|---|---|---|---|
                        | `name` | text | **required** | `[a-z]+\\|x` | Its name. | `hall` |
                        | `colour` | choice | `red` | `red`, `green` | Its colour. |  |
                        | `bulbs` | list of sections | empty |  | Its bulbs. |  |
                        | `spare` | named sections | empty |  | Bulbs that stand in for others. |  |

                        ## `bulbs[]`

                        A bulb.

                        | key | type | default | allowed | what it is | example |
                        |---|---|---|---|---|---|
                        | `power` | whole number | `40` | 1 to 100 | Its power. | `60` |

                        ## `spare.NAME`

                        The same as `bulbs[]`.
                        """);
    }

    @Test
    void eachProtocolHasATableOfItsOwn() {
        assertThat(ReferencePages.markdown("Configuration", GatewayConfig.class, Drivers.CHOICES))
                .contains("## `sources[].settings` when `protocol: opcua`")
                .contains("## `sources[].settings` when `protocol: radio`")
                .contains("## `sources[].settings.missions[]`")
                .contains("| `protocol` | text | **required** | `opcua`, `radio`, `simulated` |")
                .contains("| `commit_interval` | duration | `1s` | 0s to 1h |");
    }
}
