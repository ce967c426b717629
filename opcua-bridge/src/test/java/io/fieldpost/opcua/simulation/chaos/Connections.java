package io.fieldpost.opcua.simulation.chaos;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open sockets of one life of the server. Any thread. */
final class Connections {
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    void accept(ChannelPipeline pipeline) {
        Channel channel = pipeline.channel();
        open.add(channel);
        channel.closeFuture().addListener(closed -> open.remove(channel));
    }

    void cut() {
        open.forEach(Channel::close);
    }

    int count() {
        return open.size();
    }
}
