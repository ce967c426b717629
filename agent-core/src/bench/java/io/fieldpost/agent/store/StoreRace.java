package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The store beside SQLite, as whole processes: {@code systemd/bench/store} starts one for each contender and part, and
 * docs/reference/store-benchmarks.md says what each part measures.
 */
public final class StoreRace {
    private StoreRace() {}

    /**
     * Runs one part.
     *
     * @param args the part, the contender, its directory, and the numbers of that part
     */
    public static void main(String[] args) throws Exception {
        String contender = args[1];
        Path directory = Path.of(args[2]);
        switch (args[0]) {
            case "offline" -> new OfflinePart(contender, directory).run(number(args, 3), number(args, 4));
            case "online", "away" ->
                new OnlinePart(contender, args[0].equals("away"), directory, Path.of(args[6]))
                        .run(number(args, 3), number(args, 4), number(args, 5));
            case "fill" -> new RecoveryPart(contender, directory).fill(number(args, 3));
            case "recovery" -> new RecoveryPart(contender, directory).open(number(args, 3), args[4]);
            case "heap" -> new HeapPart(contender, directory).run(number(args, 3));
            default -> throw new IOException("no part is named " + args[0]);
        }
    }

    private static int number(String[] args, int at) {
        return Integer.parseInt(args[at]);
    }
}
