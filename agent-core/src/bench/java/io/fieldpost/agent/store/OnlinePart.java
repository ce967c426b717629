package io.fieldpost.agent.store;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Records come at a given rate, and each is acknowledged 50 ms after it was stored, because the uplink is healthy; or none is, because
 * nobody is there. Counts what reaches the block device, or, without one of our own, what the process made dirty.
 */
final class OnlinePart {
    private static final long ACKNOWLEDGED_NANOS = 50_000_000L;

    private final Path directory;
    private final Path stat;
    private final String name;
    private final boolean away;
    private final Payloads payloads = new Payloads(OfflinePart.PAYLOAD);
    private long appended;
    private long settled;
    private long bytes;

    /** With the {@code stat} file of the block device that the directory lies on alone, or a path that does not exist. */
    OnlinePart(String name, boolean away, Path directory, Path stat) {
        this.name = name;
        this.away = away;
        this.directory = directory;
        this.stat = stat;
    }

    /** Runs for some seconds, and stays for others: what is still dirty is written after about 30 s, as the kernel is set. */
    void run(int perSecond, int seconds, int staySeconds) throws Exception {
        boolean device = stat.toFile().exists();
        try (Contender contender = Contenders.open(name, directory);
                HouseKeeper keeper = new HouseKeeper(contender)) {
            // What is made once, at the first steps, is not of the online state.
            Thread.sleep(1000);
            Written.syncFileSystem(directory);
            long deviceBefore = device ? Written.toDevice(stat) : 0;
            long flushesBefore = device ? Written.flushesOf(stat) : 0;
            long processBefore = Written.byProcess();
            Usage before = Usage.now(keeper);
            appendAndSettle(contender, 1_000_000_000L / perSecond, (long) perSecond * seconds);
            Usage used = Usage.now(keeper).since(before);
            Thread.sleep(staySeconds * 1000L);
            Written.syncFileSystem(directory);

            Figures figures = new Figures(name);
            String phase = (away ? "away-" : "online-") + perSecond;
            figures.print(phase, used, appended, bytes);
            figures.print(phase, "dirtied/byte", (double) (Written.byProcess() - processBefore) / bytes);
            if (device) {
                figures.print(phase, "device/byte", (double) (Written.toDevice(stat) - deviceBefore) / bytes);
                figures.print(phase, "flushes/s", (Written.flushesOf(stat) - flushesBefore) * 1e9 / used.nanos());
            }
        }
    }

    private void appendAndSettle(Contender contender, long intervalNanos, long records) throws Exception {
        long start = System.nanoTime();
        while (away ? appended < records : settled < records) {
            long now = System.nanoTime() - start;
            long appendAt = appended < records ? appended * intervalNanos : Long.MAX_VALUE;
            long settleAt = !away && settled < appended ? settled * intervalNanos + ACKNOWLEDGED_NANOS : Long.MAX_VALUE;
            if (settleAt <= now) {
                settled++;
                contender.settle(settled, settled);
            } else if (appendAt <= now) {
                appendOne(contender);
            } else {
                LockSupport.parkNanos(Math.min(appendAt, settleAt) - now);
            }
        }
    }

    private void appendOne(Contender contender) throws Exception {
        byte[] payload = payloads.of(++appended);
        contender.append(payload);
        bytes += payload.length;
    }
}
