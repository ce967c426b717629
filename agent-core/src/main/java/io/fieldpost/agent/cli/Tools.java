package io.fieldpost.agent.cli;

import io.fieldpost.driver.tool.Tool;
import java.util.Collection;
import java.util.ServiceLoader;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The sub-commands that modules bring along. */
final class Tools {
    private Tools() {}

    /** The built-in ones, by name. */
    static Collection<Tool<?>> onClassPath() {
        @SuppressWarnings("rawtypes")
        ServiceLoader<Tool> loader = ServiceLoader.load(Tool.class);
        TreeMap<String, Tool<?>> found = new TreeMap<>();
        for (Tool<?> tool : loader) {
            found.put(tool.name(), tool);
        }
        return found.values();
    }

    /** Puts them behind the commands that are there, and before those that tell about the commands. */
    static void add(CommandLine fieldpost, Collection<Tool<?>> tools) {
        CommandSpec spec = fieldpost.getCommandSpec();
        CommandLine version = spec.removeSubcommand("version");
        CommandLine help = spec.removeSubcommand("help");
        tools.forEach(tool -> spec.addSubcommand(tool.name(), new CommandLine(new ToolCommand<>(tool).spec())));
        spec.addSubcommand("version", version);
        spec.addSubcommand("help", help);
    }
}
