package io.fieldpost.agent.console;

import io.fieldpost.agent.status.PluginStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a plug-in that a technician sees: what it does, and of what is unwelcome that which there is. */
final class PluginWords {
    private PluginWords() {}

    /** In their order, by the word for each. */
    static Map<String, String> figures(PluginStatus plugin, Words words) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put(words.say("measurements"), Words.count(plugin.measurements()));
        figures.put(words.say("plugin.threads"), Words.count(plugin.threads()));
        figures.put(words.say("plugin.cpu"), words.span(plugin.cpu()));
        unwelcome(figures, words.say("failures"), plugin.failures());
        unwelcome(figures, words.say("dropped"), plugin.dropped());
        unwelcome(figures, words.say("plugin.overdue"), plugin.overdue());
        unwelcome(figures, words.say("plugin.hanging"), plugin.hanging());
        unwelcome(figures, words.say("plugin.errors"), plugin.errors());
        unwelcome(figures, words.say("plugin.threads.left"), plugin.threadsLeft());
        if (plugin.cutOutput() > 0) {
            figures.put(words.say("plugin.cut.output"), Words.size(plugin.cutOutput()));
        }
        return figures;
    }

    private static void unwelcome(Map<String, String> figures, String name, long count) {
        if (count > 0) {
            figures.put(name, Words.count(count));
        }
    }
}
