package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.json.AddressException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of MQTT 3.1.1, 4.7. */
class TopicFilterTest {
    @ParameterizedTest
    @CsvSource({
        "sport/tennis/player1/#, sport/tennis/player1, ''",
        "sport/tennis/player1/#, sport/tennis/player1/ranking, ranking",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, score|wimbledon",
        "sport/tennis/+, sport/tennis/player1, player1",
        "sport/tennis/+, sport/tennis/player1/ranking, none",
        "sport/+, sport, none",
        "sport/+, sport/, ''",
        "+/+, /finance, |finance",
        "/+, /finance, finance",
        "+, /finance, none",
        "+/monitor/#, $SYS/monitor/Clients, none",
        "$SYS/monitor/+, $SYS/monitor/Clients, Clients",
        "ACCOUNTS, accounts, none"
    })
    void topicIsMatched(String filter, String topic, String captured) throws Exception {
        assertThat(TopicFilter.parse(filter)
                        .match(topic)
                        .map(each -> String.join("|", each))
                        .orElse("none"))
                .isEqualTo(captured);
    }

    @ParameterizedTest
    @CsvSource({
        "tele/#, tele/a/SENSOR, true",
        "tele/#, tele/+/SENSOR, true",
        "tele/+/SENSOR, tele/a/SENSOR, true",
        "tele/+/SENSOR, tele/+/SENSOR, true",
        "tele/a/SENSOR, tele/+/SENSOR, false",
        "tele/+/SENSOR, tele/#, false",
        "tele/+, tele/a/b, false",
        "tele/a/b, tele/a, false",
        "tele/#, tele, true"
    })
    void oneCoversTheOtherWhenEachTopicOfItMatches(String wide, String narrow, boolean covers) throws Exception {
        assertThat(TopicFilter.parse(wide).covers(TopicFilter.parse(narrow))).isEqualTo(covers);
    }

    /** A broker may send a message once for each filter that it matches (3.3.5). */
    @Test
    void onlyTheOutermostAreSubscribedTo() throws Exception {
        assertThat(TopicFilter.outermost(filters("a/b", "a/+", "c/#", "a/b/c", "c/d", "a/b")).stream()
                        .map(TopicFilter::text))
                .containsExactly("a/+", "c/#", "a/b/c");
    }

    private static List<TopicFilter> filters(String... texts) throws AddressException {
        List<TopicFilter> filters = new ArrayList<>();
        for (String each : texts) {
            filters.add(TopicFilter.parse(each));
        }
        return filters;
    }

    @ParameterizedTest
    @CsvSource({
        "TASMOTA, tele/press1/SENSOR, tele/press1/LWT",
        "TASMOTA, stat/press1/POWER, tele/press1/LWT",
        "TASMOTA, press1/tele/SENSOR, press1/tele/LWT",
        "TASMOTA, hall3/tele/press1/SENSOR, hall3/tele/press1/LWT",
        "TASMOTA, tele/+/SENSOR, tele/+/LWT",
        "TASMOTA, tele/#, ''",
        "TASMOTA, plant/boiler, ''",
        "ZIGBEE2MQTT, zigbee2mqtt/hall/lamp, zigbee2mqtt/hall/lamp/availability|zigbee2mqtt/bridge/state",
        "ZIGBEE2MQTT, zigbee2mqtt/+, zigbee2mqtt/+/availability|zigbee2mqtt/bridge/state",
        "ZIGBEE2MQTT, zigbee2mqtt/bridge/info, ''",
        "PLAIN, tele/press1/SENSOR, ''"
    })
    void deviceSaysWhetherItIsThere(DeviceKind kind, String topic, String where) {
        assertThat(String.join("|", kind.availabilityOf(topic))).isEqualTo(where);
    }
}
