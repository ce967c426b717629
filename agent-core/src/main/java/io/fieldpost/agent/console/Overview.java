package io.fieldpost.agent.console;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The one sentence at the top of the page, and what stands behind it.
 *
 * @param mood the colour and mark of the sentence
 * @param sentence whether all is well
 * @param concerns worst first; empty when all is well
 */
record Overview(Mood mood, String sentence, List<Concern> concerns) {
    /** What the sentence says. */
    enum Mood {
        WELL,
        STARTING,
        ATTENTION,
        WRONG
    }

    /** From here on a technician should hear about the store before it drops something. */
    private static final int NEARLY_FULL_PERCENT = 90;

    static Overview of(AgentStatus status, Words words) {
        List<Concern> concerns = new ArrayList<>();
        store(status, words, concerns);
        status.plugins().forEach(plugin -> plugin(plugin, words, concerns));
        status.sources().forEach(source -> source(source, words, concerns));
        status.destinations().forEach(destination -> destination(status, destination, words, concerns));
        status.servers().forEach(server -> server(server, words, concerns));
        if (status.clock() == ClockState.UNSYNCHRONISED) {
            concerns.add(concern(Concern.Weight.ATTENTION, words, "clock", words.say("clock"), ""));
        }
        concerns.sort(Comparator.comparing(Concern::weight));
        Mood mood = mood(status, concerns);
        return new Overview(mood, words.constant("mood", mood), List.copyOf(concerns));
    }

    private static Mood mood(AgentStatus status, List<Concern> concerns) {
        if (!concerns.isEmpty()) {
            return concerns.get(0).weight() == Concern.Weight.WRONG ? Mood.WRONG : Mood.ATTENTION;
        }
        boolean connecting = status.servers().stream().anyMatch(s -> s.state() == ServerStatus.State.STARTING)
                || status.sources().stream().anyMatch(s -> s.state() == SourceStatus.State.CONNECTING)
                || status.destinations().stream().anyMatch(d -> d.state() == DestinationStatus.State.CONNECTING);
        return connecting ? Mood.STARTING : Mood.WELL;
    }

    private static void store(AgentStatus status, Words words, List<Concern> concerns) {
        String complaint = status.storeComplaint();
        if (complaint != null) {
            concerns.add(concern(Concern.Weight.WRONG, words, "store.complaint", words.say("store"), complaint));
        } else if (status.store().bytes() > status.store().budget() / 100 * NEARLY_FULL_PERCENT) {
            String share = Words.size(status.store().bytes()) + " / "
                    + Words.size(status.store().budget());
            concerns.add(concern(Concern.Weight.ATTENTION, words, "store.full", words.say("store"), share));
        }
    }

    private static void source(SourceStatus source, Words words, List<Concern> concerns) {
        switch (source.state()) {
            case BROKEN ->
                concerns.add(concern(Concern.Weight.WRONG, words, "source.broken", source.name(), source.detail()));
            case HUNG ->
                concerns.add(concern(Concern.Weight.WRONG, words, "source.hung", source.name(), source.detail()));
            case WAITING ->
                concerns.add(concern(Concern.Weight.WRONG, words, "source.waiting", source.name(), source.detail()));
            case STOPPED ->
                concerns.add(
                        concern(Concern.Weight.ATTENTION, words, "source.stopped", source.name(), source.detail()));
            case CONNECTING, RUNNING -> badValues(source, words, concerns);
        }
    }

    private static void plugin(PluginStatus plugin, Words words, List<Concern> concerns) {
        if (plugin.state() != PluginStatus.State.LOADED) {
            String key = plugin.state() == PluginStatus.State.QUARANTINED ? "plugin.quarantined" : "plugin.refused";
            String about = words.say("plugin.named", plugin.name());
            concerns.add(concern(Concern.Weight.WRONG, words, key, about, plugin.detail()));
        } else if (plugin.threadsLeft() > 0) {
            String about = words.say("plugin.named", plugin.name());
            String count = Words.count(plugin.threadsLeft());
            concerns.add(concern(Concern.Weight.ATTENTION, words, "plugin.left", about, count));
        }
    }

    private static void badValues(SourceStatus source, Words words, List<Concern> concerns) {
        List<String> bad = source.latest().stream()
                .filter(m -> m.quality().severity() == Quality.Severity.BAD)
                .map(Measurement::point)
                .map(point -> point.name())
                .toList();
        if (!bad.isEmpty()) {
            String names = String.join(", ", bad.subList(0, Math.min(3, bad.size()))) + (bad.size() > 3 ? " …" : "");
            String fact = bad.size() + " / " + source.latest().size() + ": " + names;
            concerns.add(concern(Concern.Weight.ATTENTION, words, "source.bad", source.name(), fact));
        }
    }

    private static void destination(
            AgentStatus status, DestinationStatus destination, Words words, List<Concern> concerns) {
        String name = destination.name();
        switch (destination.state()) {
            case WAITING -> {
                String key = status.store().lasts() == null ? "destination.waiting" : "destination.waiting.lasts";
                String lasts = status.store().lasts() == null
                        ? ""
                        : words.estimate(status.store().lasts());
                String fact = words.say("concern.destination.waiting.fact", destination.detail());
                String remedy = words.say("concern." + key + ".remedy", lasts);
                concerns.add(new Concern(Concern.Weight.ATTENTION, name, fact, remedy));
            }
            case STOPPED ->
                concerns.add(
                        concern(Concern.Weight.ATTENTION, words, "destination.stopped", name, destination.detail()));
            case CONNECTING, CONNECTED -> {
                if (destination.unreceived() > 0 && destination.backlog() > 0) {
                    String backlog = Words.count(destination.backlog());
                    concerns.add(concern(Concern.Weight.ATTENTION, words, "destination.unreceived", name, backlog));
                }
            }
        }
    }

    /** The plant sees nothing, but everything is measured, kept and sent. */
    private static void server(ServerStatus server, Words words, List<Concern> concerns) {
        if (server.state() == ServerStatus.State.WAITING) {
            String about = words.say("server.named", server.name());
            concerns.add(concern(Concern.Weight.ATTENTION, words, "server.waiting", about, server.detail()));
        }
    }

    private static Concern concern(Concern.Weight weight, Words words, String key, String about, String detail) {
        String fact = words.say("concern." + key + ".fact", detail);
        return new Concern(weight, about, fact, words.say("concern." + key + ".remedy", detail));
    }
}
