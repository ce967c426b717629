package io.fieldpost.agent.console;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.agent.status.SourceStatus;
import java.util.Locale;

/** One word for a watchdog: {@code ok}, or the first reason why a person is needed. In English, because programs read it. */
final class Health {
    static final String OK = "ok";

    private Health() {}

    /** What {@code /health} answers: {@link #OK}, or the reason. What repairs itself, such as a lost connection, is no reason. */
    static String of(AgentStatus status) {
        if (status.storeComplaint() != null) {
            return "store: " + status.storeComplaint();
        }
        for (PluginStatus plugin : status.plugins()) {
            if (plugin.state() == PluginStatus.State.QUARANTINED) {
                return plugin.detail();
            }
        }
        for (SourceStatus source : status.sources()) {
            if (source.state() == SourceStatus.State.BROKEN || source.state() == SourceStatus.State.HUNG) {
                String state = source.state().name().toLowerCase(Locale.ROOT);
                return "source " + source.name() + " is " + state + ": " + source.detail();
            }
        }
        return OK;
    }
}
