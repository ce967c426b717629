package io.fieldpost.opcua.simulation.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.server.Lifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;

/**
 * What a chaos server is while it behaves; {@link #plain()} is a place to begin. Immutable: each method that begins with a verb makes
 * another one.
 */
public final class ChaosOptions implements Cloneable {
    int port;
    int points = 3;
    Duration countEvery = Duration.ofMillis(100);
    long firstTick;
    int history;
    int historyPerCall = 1_000;
    int operationsPerCall = 10_000;
    int sessions = 100;
    String announcedHost = "127.0.0.1";
    int messageBytes = 16 << 20;
    Duration longestRest = Duration.ofHours(1);
    List<SecurityPolicy> policies = List.of();
    int namespacesBefore;
    List<Function<OpcUaServer, ? extends Lifecycle>> additions = List.of();

    private ChaosOptions() {}

    /** Three points, ten ticks a second, no history, no limit that anyone meets, no protection, at a free port. */
    public static ChaosOptions plain() {
        return new ChaosOptions();
    }

    /** The same at this port of 127.0.0.1; 0 finds a free one. */
    public ChaosOptions listenAt(int wanted) {
        return with(copy -> copy.port = wanted);
    }

    /** The same with so many points {@code Count.0}, {@code Count.1} …, all with the number of the tick, which takes so long. */
    public ChaosOptions count(int variables, Duration every) {
        return with(copy -> {
            copy.points = variables;
            copy.countEvery = every;
        });
    }

    /** The same with ticks that go on after this number. */
    public ChaosOptions countFrom(long tick) {
        return with(copy -> copy.firstTick = tick);
    }

    /** The same with so many raw values of each point to read back (Part 11, 6.5.3), at most so many in one answer. */
    public ChaosOptions keepHistory(int values, int perCall) {
        return with(copy -> {
            copy.history = values;
            copy.historyPerCall = perCall;
        });
    }

    /** The same with a limit of nodes in one call, declared in OperationLimits (Part 5, 6.3.11) and enforced. */
    public ChaosOptions limitOperations(int perCall) {
        return with(copy -> copy.operationsPerCall = perCall);
    }

    /** The same with room for so many sessions. */
    public ChaosOptions limitSessions(int most) {
        return with(copy -> copy.sessions = most);
    }

    /** The same with messages of at most so many bytes in either direction, told in the Acknowledge (Part 6, 7.1.2.4). */
    public ChaosOptions limitMessages(int bytes) {
        return with(copy -> copy.messageBytes = bytes);
    }

    /** The same with subscriptions that speak at least so often, whatever a client asks for (Part 4, 5.14.2). */
    public ChaosOptions restAtMost(Duration longest) {
        return with(copy -> copy.longestRest = longest);
    }

    /** The same under another host name in what it announces. */
    public ChaosOptions announceHost(String host) {
        return with(copy -> copy.announcedHost = host);
    }

    /** The same with these security policies beside None, signed and encrypted. */
    public ChaosOptions offerPolicies(SecurityPolicy... offered) {
        return with(copy -> copy.policies = List.of(offered));
    }

    /** The same with one namespace more before ours, so that ours has another index. */
    public ChaosOptions shiftNamespaces() {
        return with(copy -> copy.namespacesBefore++);
    }

    /** The same with something more in its address space, made and started anew for each life of the server. */
    public ChaosOptions add(Function<OpcUaServer, ? extends Lifecycle> addition) {
        return with(copy -> {
            copy.additions = new ArrayList<>(additions);
            copy.additions.add(addition);
        });
    }

    private ChaosOptions with(Consumer<ChaosOptions> change) {
        ChaosOptions copy = clone();
        change.accept(copy);
        return copy;
    }

    @Override
    public ChaosOptions clone() {
        try {
            return (ChaosOptions) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a class that can be cloned was not", e);
        }
    }
}
