package io.fieldpost.opcua.simulation.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;

/** The chaos server as a program, started by {@code systemd/peers/chaos-server}. All that happens to the server happens on one thread. */
public final class ChaosCommand {
    private static final Duration REPORT = Duration.ofMillis(200);

    private final PrintStream out;
    private final ChaosArguments arguments;
    private final Random random;
    private final ChaosServer server;
    private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor();

    private ChaosCommand(ChaosArguments arguments, PrintStream out) throws Exception {
        this.arguments = arguments;
        this.out = out;
        random = new Random(arguments.seed);
        server = ChaosServer.start(arguments.options);
    }

    /** Runs until its standard input says {@code end}, or for ever when that ends without. */
    public static void main(String... words) throws Exception {
        if (Arrays.asList(words).contains("--help")) {
            System.out.print(ChaosArguments.USAGE);
            for (Fault fault : Fault.values()) {
                System.out.printf("  %-24s %s%n", fault.word(), fault.help());
            }
            return;
        }
        ChaosArguments arguments;
        try {
            arguments = ChaosArguments.of(words);
        } catch (IllegalArgumentException e) {
            System.err.println("chaos-server: " + e.getMessage());
            System.exit(2);
            return;
        }
        new ChaosCommand(arguments, System.out).run();
    }

    private void run() throws Exception {
        tellReady();
        if (!arguments.faults.isEmpty()) {
            long every = arguments.every.toMillis();
            hand.scheduleAtFixedRate(this::commitDrawn, every, every, TimeUnit.MILLISECONDS);
        }
        if (arguments.json) {
            hand.scheduleAtFixedRate(this::report, 0, REPORT.toMillis(), TimeUnit.MILLISECONDS);
        }
        obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    private void obey(BufferedReader orders) throws IOException {
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String word = order.strip();
            if (word.equals("end")) {
                System.exit(0);
            } else if (word.equals("correct")) {
                hand.execute(this::correct);
            } else if (!word.isEmpty()) {
                order(word);
            }
        }
    }

    private void order(String word) {
        try {
            Fault fault = ChaosArguments.fault(word);
            hand.execute(() -> commit(fault));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
    }

    private void commitDrawn() {
        commit(arguments.faults.get(random.nextInt(arguments.faults.size())));
        hand.schedule(this::correct, arguments.lasting.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void commit(Fault fault) {
        try {
            String details = fault.begin(server, random);
            tell("fault", fault.word(), details);
            if (fault == Fault.RESTART || fault == Fault.RESTART_SHIFTED) {
                tellReady();
            }
        } catch (Exception e) {
            System.err.println(fault.word() + " failed: " + e);
        }
    }

    private void correct() {
        try {
            Fault.correctAll(server);
            tell("corrected", "all", "");
            tellReady();
        } catch (Exception e) {
            System.err.println("correcting failed: " + e);
        }
    }

    private void tellReady() {
        if (arguments.json) {
            out.printf(
                    "{\"ready\":%d,\"tick\":%d}%n",
                    System.currentTimeMillis(), server.points().tick());
        } else {
            out.printf("listens at %s%n", server.endpoint());
        }
    }

    private void tell(String what, String name, String details) {
        if (arguments.json) {
            out.printf("{\"%s\":\"%s\",\"details\":\"%s\"}%n", what, name, details);
        } else {
            out.printf("%s %s %s%n", what, name, details);
        }
    }

    private void report() {
        Census census = server.census();
        out.printf(
                "{\"sessions\":%d,\"mostSessions\":%d,\"mostQueuedPublishes\":%d,\"createSessions\":%d}%n",
                server.sessions(),
                census.mostSessions(),
                census.mostQueuedPublishes(),
                census.requests(Service.SESSION_CREATE_SESSION));
    }
}
