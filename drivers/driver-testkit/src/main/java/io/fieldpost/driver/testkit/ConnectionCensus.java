package io.fieldpost.driver.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which connections and devices this process has open now, to find those that somebody left: TCP sockets that listen, are connected or try to be, UDP
 * sockets, and files below {@code /dev}. A socket whose other end was closed does not count: the counterpart may keep it. Read from Linux' {@code /proc}
 * (proc_pid_fd(5), and {@code /proc/net/tcp} as the kernel's documentation has it); elsewhere {@link #isPossible} is false.
 */
final class ConnectionCensus {
    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final Path NET = Path.of("/proc/self/net");
    /** ESTABLISHED, SYN_SENT, LISTEN; of UDP, ESTABLISHED is connected and CLOSE bound. */
    private static final Set<String> TCP_STATES = Set.of("01", "02", "0A");

    private static final Set<String> UDP_STATES = Set.of("01", "07");

    private final Map<String, String> before;

    ConnectionCensus() throws IOException {
        before = open();
    }

    static boolean isPossible() {
        return Files.isDirectory(OPEN) && Files.isReadable(NET.resolve("tcp"));
    }

    /**
     * Waits until nothing is open that was not at the census.
     *
     * @return what still is after {@code bound}, for a person
     */
    List<String> leftAfter(Duration bound) throws IOException, InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        List<String> left = newcomers();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(20);
            left = newcomers();
        }
        return left;
    }

    private List<String> newcomers() throws IOException {
        Map<String, String> now = open();
        now.keySet().removeAll(before.keySet());
        return List.copyOf(now.values());
    }

    /** What is open, from what the kernel calls it to what a person does. */
    private static Map<String, String> open() throws IOException {
        Map<String, String> sockets = new HashMap<>();
        for (String table : List.of("tcp", "tcp6")) {
            add(sockets, table, TCP_STATES);
        }
        for (String table : List.of("udp", "udp6")) {
            add(sockets, table, UDP_STATES);
        }
        Map<String, String> open = new TreeMap<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OPEN)) {
            for (Path descriptor : descriptors) {
                String target = target(descriptor);
                String socket = sockets.get(target);
                if (socket != null) {
                    open.put(target, socket);
                } else if (target.startsWith("/dev/") && !target.matches("/dev/(null|zero|u?random|pts/ptmx)")) {
                    open.put(descriptor.getFileName() + " " + target, target);
                }
            }
        }
        return open;
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        }
    }

    private static void add(Map<String, String> sockets, String table, Set<String> states) throws IOException {
        Path file = NET.resolve(table);
        if (!Files.isReadable(file)) {
            return;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.strip().split(" +");
            if (states.contains(fields[3])) {
                sockets.put("socket:[" + fields[9] + "]", table + " " + port(fields[1]) + " -> " + port(fields[2]));
            }
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }
}
