package io.fieldpost.agent.console;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreFigures;
import io.fieldpost.agent.store.StreamState;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The snapshot in Prometheus' text exposition format, version 0.0.4. Names are only ever added; {@code docs/reference/metrics.md} lists
 * them. What is not known has no line. Counters begin at the start of the process.
 */
final class MetricsText {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String GAUGE = "gauge";
    private static final String COUNTER = "counter";

    private final StringBuilder text = new StringBuilder(8192);

    private MetricsText() {}

    static String of(AgentStatus status) {
        MetricsText metrics = new MetricsText();
        metrics.agent(status);
        metrics.store(status.store());
        metrics.streams(status.streams());
        metrics.destinations(status.destinations());
        metrics.sources(status.sources());
        metrics.servers(status.servers());
        metrics.plugins(status.plugins());
        return metrics.text.toString();
    }

    private void agent(AgentStatus status) {
        family("fieldpost_build_info", GAUGE, "Always 1; the label is the agent's version.");
        sample("fieldpost_build_info", "version", status.version(), 1);
        family("fieldpost_healthy", GAUGE, "1 while no person is needed, as /health says it, else 0.");
        sample("fieldpost_healthy", flag(Health.of(status).equals(Health.OK)));
    }

    private void store(StoreFigures store) {
        if (store.lasts() != null) {
            single(
                    "fieldpost_store_lasts_seconds",
                    GAUGE,
                    "How long the rest of the budget lasts at the present rate.",
                    store.lasts().toSeconds());
        }
        single("fieldpost_store_bytes", GAUGE, "Bytes of all segments.", store.bytes());
        single(
                "fieldpost_store_budget_bytes",
                GAUGE,
                "Bytes that may be used now: the budget, or less when the file system has not so much room.",
                store.budget());
        single("fieldpost_store_records_total", COUNTER, "Records accepted.", store.records());
        single("fieldpost_store_payload_bytes_total", COUNTER, "Bytes of these records.", store.payloadBytes());
        single(
                "fieldpost_store_written_bytes_total",
                COUNTER,
                "Bytes that the store handed to the operating system, all its files.",
                store.writtenBytes());
        if (store.cardBytes() >= 0) {
            single(
                    "fieldpost_store_card_bytes_total",
                    COUNTER,
                    "Bytes that the operating system sent or has yet to send to the card for this process, by its own account.",
                    store.cardBytes());
        }
        single(
                "fieldpost_store_forces_total",
                COUNTER,
                "How often a file or directory was forced to the card.",
                store.forces());
        family("fieldpost_store_forces_per_minute", GAUGE, "The same at present, smoothed over a minute.");
        line("fieldpost_store_forces_per_minute", Double.toString(store.forcesPerMinute()));
        family("fieldpost_store_lost_records_total", COUNTER, "Records reported as lost, by cause.");
        for (Loss.Cause cause : Loss.Cause.values()) {
            sample(
                    "fieldpost_store_lost_records_total",
                    "cause",
                    cause.text(),
                    store.lost().getOrDefault(cause, 0L));
        }
        single(
                "fieldpost_store_set_aside_total",
                COUNTER,
                "Damaged places whose bytes were set aside.",
                store.setAside());
    }

    private void streams(List<StreamState> streams) {
        Family<StreamState> of =
                new Family<>("stream", streams, stream -> stream.stream().text());
        of.add("fieldpost_stream_oldest", GAUGE, "Lowest sequence still kept.", StreamState::oldest);
        of.add("fieldpost_stream_newest", GAUGE, "Highest sequence ever given.", StreamState::newest);
        of.add("fieldpost_stream_bytes", GAUGE, "Bytes of the stream's segments.", StreamState::bytes);
        of.add("fieldpost_stream_segments", GAUGE, "How many segments the stream has.", StreamState::segments);
    }

    private void destinations(List<DestinationStatus> destinations) {
        Family<DestinationStatus> of = new Family<>("destination", destinations, DestinationStatus::name);
        of.add(
                "fieldpost_destination_up",
                GAUGE,
                "1 while connected, else 0.",
                each -> flag(each.state() == DestinationStatus.State.CONNECTED));
        of.add(
                "fieldpost_destination_backlog",
                GAUGE,
                "Records stored and not yet settled.",
                DestinationStatus::backlog);
        of.add(
                "fieldpost_destination_in_flight",
                GAUGE,
                "Messages that wait for their acknowledgement.",
                DestinationStatus::inFlight);
        of.add(
                "fieldpost_destination_published_total",
                COUNTER,
                "Messages sent, repeats included.",
                DestinationStatus::published);
        of.add(
                "fieldpost_destination_acknowledged_total",
                COUNTER,
                "Messages acknowledged.",
                DestinationStatus::acknowledged);
        of.add(
                "fieldpost_destination_unreceived_total",
                COUNTER,
                "Acknowledgements that said nobody subscribes.",
                DestinationStatus::unreceived);
    }

    private void sources(List<SourceStatus> sources) {
        Family<SourceStatus> of = new Family<>("source", sources, SourceStatus::name);
        of.add(
                "fieldpost_source_up",
                GAUGE,
                "1 while running, else 0.",
                each -> flag(each.state() == SourceStatus.State.RUNNING));
        of.add("fieldpost_source_measurements_total", COUNTER, "Measurements accepted.", SourceStatus::measurements);
        of.add("fieldpost_source_bad_total", COUNTER, "Of these, how many had a bad quality.", SourceStatus::bad);
        of.add("fieldpost_source_failures_total", COUNTER, "Driver calls that failed.", SourceStatus::failures);
        of.add(
                "fieldpost_source_remarks",
                GAUGE,
                "What the driver says a person should know of the connection.",
                SourceStatus::remarked);
        of.add(
                "fieldpost_source_overruns_total",
                COUNTER,
                "Polls skipped because the one before was still running.",
                SourceStatus::overruns);
        of.add(
                "fieldpost_source_dropped_total",
                COUNTER,
                "Measurements counted as lost because they came faster than they could be taken.",
                SourceStatus::dropped);
        of.add(
                "fieldpost_source_left_out_total",
                COUNTER,
                "Measurements that the shaping left out: no news, or not the last of their interval.",
                SourceStatus::leftOut);
        of.add(
                "fieldpost_source_late_total",
                COUNTER,
                "Measurements that came too late for a window or a rate.",
                SourceStatus::late);
    }

    private void servers(List<ServerStatus> servers) {
        Family<ServerStatus> of = new Family<>("server", servers, ServerStatus::name);
        of.add(
                "fieldpost_server_up",
                GAUGE,
                "1 while the plant can reach it, else 0.",
                each -> flag(each.state() == ServerStatus.State.LISTENING));
        of.add(
                "fieldpost_server_failures_total",
                COUNTER,
                "How often it could not open or ended by itself.",
                ServerStatus::failures);
        List<ServerStatus> telling =
                servers.stream().filter(each -> each.sessions() >= 0).toList();
        new Family<>("server", telling, ServerStatus::name)
                .add("fieldpost_server_sessions", GAUGE, "Clients that are logged in.", ServerStatus::sessions);
    }

    private void plugins(List<PluginStatus> plugins) {
        Family<PluginStatus> of = new Family<>("plugin", plugins, PluginStatus::name);
        of.add(
                "fieldpost_plugin_up",
                GAUGE,
                "1 while loaded, else 0.",
                each -> flag(each.state() == PluginStatus.State.LOADED));
        of.add(
                "fieldpost_plugin_quarantined",
                GAUGE,
                "1 while in quarantine, else 0.",
                each -> flag(each.state() == PluginStatus.State.QUARANTINED));
        of.add("fieldpost_plugin_loads_total", COUNTER, "How often it was loaded.", PluginStatus::loads);
        of.add("fieldpost_plugin_measurements_total", COUNTER, "Measurements accepted.", PluginStatus::measurements);
        of.add("fieldpost_plugin_failures_total", COUNTER, "Driver calls that failed.", PluginStatus::failures);
        of.add(
                "fieldpost_plugin_dropped_total",
                COUNTER,
                "Measurements lost because they came faster than they could be taken, or were too large.",
                PluginStatus::dropped);
        of.add(
                "fieldpost_plugin_late_total",
                COUNTER,
                "Measurements handed over after the driver's close, which are refused.",
                PluginStatus::late);
        of.add(
                "fieldpost_plugin_overdue_calls_total",
                COUNTER,
                "Driver calls that were not back at their deadline.",
                PluginStatus::overdue);
        of.add(
                "fieldpost_plugin_hanging_calls",
                GAUGE,
                "Of these, those that are not back yet.",
                PluginStatus::hanging);
        of.add("fieldpost_plugin_errors_total", COUNTER, "How often its code ended in an Error.", PluginStatus::errors);
        of.add(
                "fieldpost_plugin_threads",
                GAUGE,
                "Threads of its own, besides those in which it is called.",
                PluginStatus::threads);
        of.add(
                "fieldpost_plugin_threads_left",
                GAUGE,
                "Threads that go on although it is no longer loaded.",
                PluginStatus::threadsLeft);
        of.add(
                "fieldpost_plugin_cpu_seconds_total",
                COUNTER,
                "Processor time of its threads, as far as it was seen.",
                each -> each.cpu().toSeconds());
        of.add(
                "fieldpost_plugin_cut_output_bytes_total",
                COUNTER,
                "Bytes of what it wrote to standard output and the log that were not let through.",
                PluginStatus::cutOutput);
    }

    /** Metrics that several things of a kind have, told apart by one label. */
    private final class Family<T> {
        private final String label;
        private final List<T> things;
        private final Function<T, String> name;

        Family(String label, List<T> things, Function<T, String> name) {
            this.label = label;
            this.things = things;
            this.name = name;
        }

        void add(String metric, String type, String help, ToLongFunction<T> value) {
            if (things.isEmpty()) {
                return;
            }
            family(metric, type, help);
            for (T thing : things) {
                sample(metric, label, name.apply(thing), value.applyAsLong(thing));
            }
        }
    }

    private void single(String metric, String type, String help, long value) {
        family(metric, type, help);
        sample(metric, value);
    }

    private void family(String metric, String type, String help) {
        text.append("# HELP ").append(metric).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(metric).append(' ').append(type).append('\n');
    }

    private void sample(String metric, long value) {
        line(metric, Long.toString(value));
    }

    private void sample(String metric, String label, String labelValue, long value) {
        line(metric + "{" + label + "=\"" + escaped(labelValue) + "\"}", Long.toString(value));
    }

    private void line(String series, String value) {
        text.append(series).append(' ').append(value).append('\n');
    }

    private static String escaped(String labelValue) {
        return labelValue.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static long flag(boolean set) {
        return set ? 1 : 0;
    }
}
