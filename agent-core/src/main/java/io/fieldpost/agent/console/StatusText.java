package io.fieldpost.agent.console;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.StreamState;
import io.fieldpost.driver.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The status of a gateway as plain text, short enough to be read aloud over a telephone. */
public final class StatusText {
    private static final int INDENT = 2;
    private static final int SUBJECT_COLUMNS = 14;
    private static final int STATE_COLUMNS = 34;
    private static final int REMARKS = 10;
    /** No terminal font lacks a plain space. */
    private static final char THIN_SPACE = '\u202f';

    private final ToldStatus told;
    private final AgentStatus status;
    private final Words words;
    private final StringBuilder text = new StringBuilder();

    private StatusText(ToldStatus told, Words words) {
        this.told = told;
        this.status = told.status();
        this.words = words;
    }

    /** Some lines, each with its newline. */
    public static String of(ToldStatus told, Language language) {
        StatusText text = new StatusText(told, Words.beside(StatusText.class, language));
        text.head();
        text.concerns();
        text.sources();
        text.destinations();
        text.servers();
        text.plugins();
        text.store();
        return text.text.toString().replace(THIN_SPACE, ' ');
    }

    private void head() {
        String since = words.say("running.from", moment(status.started()), spanSince(status.started()));
        fact(
                0,
                words.say("gateway"),
                status.gateway().id() + ", " + status.gateway().site());
        fact(0, words.say("program"), "Fieldpost " + status.version() + ", " + since);
        fact(0, words.say("text.taken"), moment(status.taken()) + " UTC · " + words.constant("clock", status.clock()));
        fact(0, words.say("health"), told.healthy() ? words.say("health.ok") : words.say("health.not", reason()));
    }

    private void concerns() {
        Overview overview = Overview.of(status, words);
        line(0, "").line(0, overview.sentence());
        for (Concern concern : overview.concerns()) {
            line(INDENT, "! " + concern.about() + " " + concern.fact());
            if (!concern.remedy().isEmpty()) {
                line(INDENT, "  → " + concern.remedy());
            }
        }
    }

    private void sources() {
        line(0, "").line(0, words.say("sources"));
        if (status.sources().isEmpty()) {
            line(INDENT, words.say("sources.none"));
        }
        for (SourceStatus source : status.sources()) {
            String state = words.constant("source", source.state());
            subject(
                    source.name(),
                    state,
                    source.since(),
                    counted("measurements", source.measurements())
                            + counted(" · ", "bad", source.bad())
                            + counted(" · ", "failures", source.failures())
                            + counted(" · ", "overruns", source.overruns())
                            + counted(" · ", "dropped", source.dropped()));
            remarks(source);
        }
    }

    private void remarks(SourceStatus source) {
        int told = Math.min(REMARKS, source.remarks().size());
        for (Remark remark : source.remarks().subList(0, told)) {
            line(INDENT, "  " + remark.subject() + ": " + remark.text());
        }
        if (source.remarked() > told) {
            line(INDENT, "  " + words.say("remarks.more", source.remarked() - told));
        }
    }

    private void destinations() {
        line(0, "").line(0, words.say("destinations"));
        if (status.destinations().isEmpty()) {
            line(INDENT, words.say("destinations.none"));
        }
        for (DestinationStatus destination : status.destinations()) {
            Instant last = destination.lastAcknowledged();
            String state = words.constant("destination", destination.state());
            String acknowledged = last == null ? "–" : words.ago(Duration.between(last, status.taken()));
            subject(
                    destination.name(),
                    state,
                    destination.since(),
                    counted("backlog", destination.backlog())
                            + " · " + counted("in.flight", destination.inFlight())
                            + " · " + words.say("text.figure", words.say("last.acknowledged"), acknowledged));
        }
    }

    /** Most gateways have none, and nobody misses it. */
    private void servers() {
        if (status.servers().isEmpty()) {
            return;
        }
        line(0, "").line(0, words.say("servers"));
        for (ServerStatus server : status.servers()) {
            List<String> figures = new ArrayList<>();
            String endpoint = server.endpoint();
            if (endpoint != null) {
                figures.add(endpoint);
            }
            if (server.sessions() >= 0) {
                figures.add(counted("sessions", server.sessions()));
            }
            if (server.failures() > 0) {
                figures.add(counted("failures", server.failures()));
            }
            String state = words.constant("server", server.state());
            subject(server.name(), state, server.since(), String.join(" · ", figures));
        }
    }

    /** Most gateways have none. */
    private void plugins() {
        if (status.plugins().isEmpty()) {
            return;
        }
        line(0, "").line(0, words.say("plugins"));
        for (PluginStatus plugin : status.plugins()) {
            List<String> figures = new ArrayList<>();
            PluginWords.figures(plugin, words)
                    .forEach((name, value) -> figures.add(words.say("text.figure", name, value)));
            line(
                    INDENT,
                    Columns.padded(plugin.name(), SUBJECT_COLUMNS)
                            + Columns.padded(
                                    words.constant("plugin", plugin.state()) + " " + plugin.version(), STATE_COLUMNS)
                            + String.join(" · ", figures));
        }
    }

    private void store() {
        StoreWords store = new StoreWords(status.store(), words);
        line(0, "").line(0, words.say("store"));
        fact(INDENT, words.say("text.room"), room());
        status.streams().forEach(this::stream);
        fact(
                INDENT,
                words.say("text.written"),
                words.say("text.written.value", store.writtenPerPayloadByte(), store.forcesPerMinute()));
        fact(INDENT, words.say("text.lost"), words.say("text.lost.value", store.lost(), store.setAside()));
        if (status.storeComplaint() != null) {
            fact(INDENT, words.say("text.complaint"), status.storeComplaint());
        }
    }

    private String room() {
        String used = Words.size(status.store().bytes());
        String budget = Words.size(status.store().budget());
        Duration lasts = status.store().lasts();
        return lasts == null
                ? words.say("text.room.no.rate", used, budget)
                : words.say("text.room.lasts", used, budget, words.estimate(lasts));
    }

    private void stream(StreamState stream) {
        long kept = Math.max(0, stream.newest() - stream.oldest() + 1);
        String name = words.constant("stream", stream.stream());
        fact(
                INDENT,
                name,
                kept == 0
                        ? words.say("text.nothing")
                        : words.say(
                                "text.kept",
                                Words.count(kept),
                                Words.count(stream.oldest()),
                                Words.count(stream.newest()),
                                Words.size(stream.bytes())));
    }

    private String reason() {
        return told.reason() == null ? "–" : told.reason();
    }

    private void subject(String name, String state, Instant since, String figures) {
        String states = state + " " + words.say("since", spanSince(since));
        line(INDENT, Columns.padded(name, SUBJECT_COLUMNS) + Columns.padded(states, STATE_COLUMNS) + figures);
    }

    private String counted(String key, long count) {
        return words.say("text.figure", words.say(key), Words.count(count));
    }

    /** Nothing for a count of zero of what had better not be. */
    private String counted(String before, String key, long count) {
        return count == 0 ? "" : before + counted(key, count);
    }

    private void fact(int indent, String name, String value) {
        line(indent, Columns.padded(name, SUBJECT_COLUMNS + INDENT - indent) + value);
    }

    private StatusText line(int indent, String line) {
        text.append(" ".repeat(line.isEmpty() ? 0 : indent))
                .append(line.stripTrailing())
                .append('\n');
        return this;
    }

    private String spanSince(Instant since) {
        return words.span(Duration.between(since, status.taken()));
    }

    private static String moment(Instant time) {
        return time.toString().substring(0, 19).replace('T', ' ');
    }
}
