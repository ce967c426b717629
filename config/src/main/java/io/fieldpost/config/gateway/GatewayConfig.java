package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A whole gateway: who it is, what it reads, where it sends, and what it keeps meanwhile. */
@Setting("One gateway: who it is, what it reads, where it sends, and what it keeps until it was received.")
public record GatewayConfig(
        @Setting("Who this gateway is, in every record and topic.")
        Identity gateway,

        @Setting("The machines and receivers to read.") List<Source> sources,

        @Setting("The brokers to publish to; each has progress of its own.")
        List<Destination> destinations,

        @Setting("What the plant may look at this gateway's points with; nothing, unless it is written.")
        List<Server> servers,

        @Setting(value = "The buffer on this gateway's own card.", byDefault = "{}")
        StoreSettings store,

        @Setting(value = "The local status page.", byDefault = "{}")
        ConsoleSettings console,

        @Setting(value = "Drivers that did not come with the agent.", byDefault = "{}")
        PluginSettings plugins) {
    public GatewayConfig {
        Set<String> protocols = new HashSet<>();
        for (Server server : servers) {
            if (!protocols.add(server.protocol())) {
                throw new IllegalArgumentException("servers: two of them speak " + server.protocol()
                        + ", and each protocol is served once; remove one");
            }
        }
    }
}
