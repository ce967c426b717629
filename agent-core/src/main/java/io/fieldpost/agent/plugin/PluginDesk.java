package io.fieldpost.agent.plugin;

import io.fieldpost.agent.command.Outcome;
import io.fieldpost.agent.status.PluginStatus;
import java.util.List;

/** Where the agent asks for its plug-ins. Any thread. */
public interface PluginDesk {
    /** An agent without any. */
    PluginDesk NONE = new PluginDesk() {
        @Override
        public List<PluginStatus> status() {
            return List.of();
        }

        @Override
        public Outcome release(String by, String plugin) {
            return Outcome.of(Outcome.Result.REFUSED, "this gateway has no plug-ins");
        }
    };

    /** All of them, loaded or not. */
    List<PluginStatus> status();

    /**
     * Lets one that is in quarantine try again, a few seconds later.
     *
     * @param by who asks, for the log
     */
    Outcome release(String by, String plugin);
}
