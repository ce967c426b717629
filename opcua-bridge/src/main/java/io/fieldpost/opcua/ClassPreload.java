package io.fieldpost.opcua;

import io.fieldpost.config.Choices;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;

/**
 * Loads what a connection needs, without a server: for the run that makes the class-data archive. Some 2,000 classes are Milo's own
 * codecs and node types, which cost about a second of processor time at the first connection otherwise.
 */
public final class ClassPreload {
    private static final String SETTINGS = "{ endpoint: \"opc.tcp://127.0.0.1:4840\", security: None, insecure: true }";

    private ClassPreload() {}

    /** Makes a client and throws it away. Opens no connection; leaves no thread. */
    public static void run() {
        Result<OpcUaSettings> result = ConfigReader.of(Choices.none()).read("preload", SETTINGS, OpcUaSettings.class);
        if (result instanceof Result.Read<OpcUaSettings> read) {
            load(read.value());
        }
    }

    private static void load(OpcUaSettings settings) {
        try (ClientThreads threads = new ClientThreads("preload")) {
            var config = Session.unsecured(settings, Discovery.unprotected(settings.endpoint()), "preload");
            OpcUaClient unused = new OpcUaClient(
                    config.build(), new OpcTcpClientTransport(threads.transport(settings.requestTimeout())));
            unused.getStaticEncodingContext();
        }
    }
}
