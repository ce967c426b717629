package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.eclipse.paho.mqttv5.client.logging.LoggerFactory;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

class PahoSilenceTest {
    /** Paho makes it by its name, and fails with each client when it can't. */
    @Test
    void pahoLogsToItOnceThereIsAClient() throws MqttException {
        new PahoClient(BrokerAccess.anonymous(URI.create("mqtt://localhost")), "any", "any").discard();

        assertThat(LoggerFactory.getLogger(LoggerFactory.MQTT_CLIENT_MSG_CAT, "any"))
                .isInstanceOf(PahoSilence.class);
    }
}
