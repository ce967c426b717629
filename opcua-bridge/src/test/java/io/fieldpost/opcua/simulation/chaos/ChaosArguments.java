package io.fieldpost.opcua.simulation.chaos;

import io.fieldpost.config.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;

/** The command line of {@link ChaosCommand}, read. */
final class ChaosArguments {
    static final String USAGE = """
            chaos-server [--port N] [--points N] [--period TIME] [--history N] [--sessions N] [--operations N]
                         [--message-bytes N] [--announce HOST] [--secured]
                         [--fault NAME]... [--every TIME] [--for TIME] [--seed N] [--json]

            An OPC UA server at 127.0.0.1 whose points Count.0, Count.1 ... (ns of urn:fieldpost:chaos) count, and which fails.
            Prints one line a fault. Faults can also be typed, one a line; 'correct' takes all back, 'end' ends it.

              --port N           where it listens; 4840 without it
              --points N         how many points; 100 without it
              --period TIME      how often they count; 500ms without it
              --history N        how many raw values of each can be read back; none without it
              --sessions N       most sessions at a time; 100 without it
              --operations N     most nodes per call, declared; 10000 without it
              --message-bytes N  most bytes of a message; 16 MB without it
              --announce HOST    the host name in its endpoints; 127.0.0.1 without it
              --secured          offers Basic256Sha256, Aes128 and Aes256 beside None
              --fault NAME       a fault to commit, 'all' for any of them; may be repeated; none without it
              --every TIME       how often; 10s without it
              --for TIME         how long; 5s without it
              --seed N           draws which fault, and its details; 1 without it
              --json             prints what a program reads

            Faults:
            """;

    ChaosOptions options = ChaosOptions.plain().listenAt(4840).count(100, Duration.ofMillis(500));
    final List<Fault> faults = new ArrayList<>();
    Duration every = Duration.ofSeconds(10);
    Duration lasting = Duration.ofSeconds(5);
    long seed = 1;
    boolean json;
    private int points = 100;
    private Duration period = Duration.ofMillis(500);

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException what is wrong with them
     */
    static ChaosArguments of(String... words) {
        ChaosArguments read = new ChaosArguments();
        Iterator<String> rest = Arrays.asList(words).iterator();
        while (rest.hasNext()) {
            read.take(rest.next(), rest);
        }
        read.options = read.options.count(read.points, read.period).countFrom(tickOfNow(read.period));
        return read;
    }

    /** Ticks go on over a process that was killed, because they are counted from 1970. */
    private static long tickOfNow(Duration period) {
        return System.currentTimeMillis() / period.toMillis();
    }

    private void take(String word, Iterator<String> rest) {
        switch (word) {
            case "--port" -> options = options.listenAt(number(word, rest));
            case "--points" -> points = number(word, rest);
            case "--period" -> period = Durations.parse(value(word, rest));
            case "--history" -> options = options.keepHistory(number(word, rest), 1_000);
            case "--sessions" -> options = options.limitSessions(number(word, rest));
            case "--operations" -> options = options.limitOperations(number(word, rest));
            case "--message-bytes" -> options = options.limitMessages(number(word, rest));
            case "--announce" -> options = options.announceHost(value(word, rest));
            case "--secured" ->
                options = options.offerPolicies(
                        SecurityPolicy.Basic256Sha256,
                        SecurityPolicy.Aes128_Sha256_RsaOaep,
                        SecurityPolicy.Aes256_Sha256_RsaPss);
            case "--fault" -> takeFault(value(word, rest));
            case "--every" -> every = Durations.parse(value(word, rest));
            case "--for" -> lasting = Durations.parse(value(word, rest));
            case "--seed" -> seed = number(word, rest);
            case "--json" -> json = true;
            default -> throw new IllegalArgumentException("there is no option " + word + "; see --help");
        }
    }

    private void takeFault(String name) {
        if (name.equals("all")) {
            faults.addAll(List.of(Fault.values()));
        } else {
            faults.add(fault(name));
        }
    }

    /** The fault of a name on the command line. */
    static Fault fault(String name) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault " + name + "; see --help"));
    }

    private static String value(String word, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(word + " needs a value; see --help");
        }
        return rest.next();
    }

    private static int number(String word, Iterator<String> rest) {
        String value = value(word, rest);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(word + " needs a whole number, and not " + value, e);
        }
    }
}
