package io.fieldpost.agent.publish;

import org.eclipse.paho.mqttv5.common.MqttException;

/** Begins connections over Paho, each with a client object of its own. */
public final class MqttConnector implements Connector {
    private final BrokerAccess access;
    private final String clientId;
    private final String threadName;

    /**
     * @param clientId must be unique at the broker, else two clients throw each other out for ever
     * @param destination name of the destination, for threads
     */
    public MqttConnector(BrokerAccess access, String clientId, String destination) {
        this.access = access;
        this.clientId = clientId;
        this.threadName = "mqtt-" + destination;
    }

    @Override
    public Connection begin(OutgoingMessage will, Runnable wake) {
        try {
            MqttConnection connection = new MqttConnection(access, new PahoClient(access, clientId, threadName), wake);
            connection.begin(will);
            return connection;
        } catch (MqttException e) {
            throw new IllegalArgumentException("not the address of a broker: " + access.url(), e);
        }
    }
}
