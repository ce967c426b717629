package io.fieldpost.opcua;

import java.time.Duration;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;

/**
 * Loads what a connection needs, without a server: for the run that makes the class-data archive. Some 2,000 classes are Milo's own
 * codecs and node types, which cost about a second of processor time at the first connection otherwise.
 */
public final class ClassPreload {
    private ClassPreload() {}

    /** Makes a client and throws it away. Opens no connection; leaves no thread. */
    public static void run() {
        OpcUaSettings settings = new OpcUaSettings(
                "opc.tcp://127.0.0.1:4840",
                Security.None,
                false,
                null,
                null,
                Duration.ofMillis(500),
                null,
                10,
                Duration.ofSeconds(4),
                Duration.ofMinutes(1));
        try (ClientThreads threads = new ClientThreads("preload")) {
            var config = Session.unsecured(settings, Discovery.unprotected(settings.endpoint()), "preload");
            OpcUaClient unused = new OpcUaClient(config.build(), threads.transport(settings.requestTimeout()));
            unused.getStaticEncodingContext();
        }
    }
}
