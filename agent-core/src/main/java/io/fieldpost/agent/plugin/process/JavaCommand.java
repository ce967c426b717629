package io.fieldpost.agent.plugin.process;

import io.fieldpost.config.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a child is started: within bounds, and with nothing of the agent's that it does not need. */
final class JavaCommand {
    /**
     * What becomes of the process before Java is in it. Signals that end all of a group or of a unit at once are left to the agent, which closes the
     * driver. Where memory is short, the system takes this process and not the agent; it steps behind the agent for the processor. The pipes get
     * numbers that nobody prints to or reads from: native code does not know of {@link System#setOut}.
     */
    private static final String SHELL = "trap '' HUP INT TERM;"
            + " { echo 500 >/proc/self/oom_score_adj; renice -n 5 -p $$; } >/dev/null 2>&1;"
            + " exec 3<&0 4>&1 </dev/null >&2;"
            + " exec \"$@\" /proc/self/fd/3 /proc/self/fd/4";

    private static final String ARCHIVE = "-XX:SharedArchiveFile=";

    /** Variables of the agent that a child has too. */
    static final Set<String> KEPT = Set.of(
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "TZ",
            "LD_LIBRARY_PATH",
            "MALLOC_ARENA_MAX",
            "MALLOC_MMAP_THRESHOLD_",
            "MALLOC_TRIM_THRESHOLD_");

    private JavaCommand() {}

    /**
     * The command.
     *
     * @param memory the most heap, and the most memory that buffers take outside of it
     * @param temporary where its temporary files go
     */
    static List<String> of(ByteSize memory, Path temporary) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "fieldpost-plugin"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms4m", "-Xmx" + memory.bytes(), "-XX:MaxDirectMemorySize=" + memory.bytes()));
        command.addAll(List.of("-Xss1m", "-XX:MaxMetaspaceSize=64m", "-XX:ReservedCodeCacheSize=24m"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+ErrorFileToStderr", "-XX:-CreateCoredumpOnCrash"));
        command.addAll(
                List.of("-XX:+DisableAttachMechanism", "-Xshare:auto", "-Xlog:cds*=off", "-Xlog:class+path*=off"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(archive());
        command.add("-Djava.io.tmpdir=" + temporary);
        String logging = System.getProperty("tinylog.configuration");
        if (logging != null) {
            command.add("-Dtinylog.configuration=" + logging);
        }
        command.addAll(List.of("-Dtinylog.writer=console", "-Dtinylog.writer.stream=err"));
        command.add("-Dtinylog.writer.format={level}: {message}");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildMain.class.getName()));
        return command;
    }

    /** The agent's own class archive, which fits a process of the same class path. Java itself tells no more than a page of its arguments. */
    private static List<String> archive() {
        String arguments;
        try {
            arguments = Files.readString(Path.of("/proc/self/cmdline"));
        } catch (IOException e) {
            // Without it, the process only starts more slowly.
            return List.of();
        }
        for (String argument : arguments.split("\u0000")) {
            if (argument.startsWith(ARCHIVE)) {
                return List.of(argument, "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");
            }
        }
        return List.of();
    }

    /** Takes away what is none of a plug-in's, such as secrets. */
    static void reduce(Map<String, String> environment) {
        environment.keySet().retainAll(KEPT);
    }
}
