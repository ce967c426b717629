package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds the byte order of an optional header and of the values behind it. The {@link Selector#SWAP} flag tells it, but some receivers
 * (EM200, PR200 and ESMW classes) mean the opposite by it. So the flag is believed unless the header makes no sense in its order and
 * does in the other.
 */
final class ByteOrders {
    /** 1 January 2000 and 2100, in nanoseconds since 1970. */
    private static final long EARLIEST_NANOS = 946_684_800_000_000_000L;

    private static final long LATEST_NANOS = 4_102_444_800_000_000_000L;
    private static final long HIGHEST_HZ = 500_000_000_000L;
    private static final long WIDEST_HZ = 1_000_000_000L;
    private static final int LONGEST_FRAME = 64;

    private ByteOrders() {}

    static ByteOrder of(@Nullable StreamTag tag, long flags, ByteBuffer header) {
        boolean swapped = (flags & Selector.SWAP) != 0;
        ByteOrder flagged = swapped ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteOrder other = swapped ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (tag == null
                || header.limit() == 0
                || makesSense(tag, header.duplicate().order(flagged))) {
            return flagged;
        }
        return makesSense(tag, header.duplicate().order(other)) ? other : flagged;
    }

    private static boolean makesSense(StreamTag tag, ByteBuffer header) {
        return switch (tag) {
            case PSCAN, PSCAN_LONG -> range(PscanHeader.read(header));
            case FSCAN -> range(FscanHeader.read(header));
            case IFPAN, IFPAN_LONG -> {
                IfpanHeader ifpan = IfpanHeader.read(header);
                yield ifpan.spanHz() > 0
                        && ifpan.spanHz() <= WIDEST_HZ
                        && frequency(ifpan.centerHz())
                        && time(ifpan.timestampNanos());
            }
            case CW, CW_LONG -> {
                CwHeader cw = CwHeader.read(header);
                yield frequency(cw.frequencyHz()) && time(cw.timestampNanos());
            }
            case IF -> {
                IfHeader samples = IfHeader.read(header);
                yield samples.frameBytes() > 0
                        && samples.frameBytes() <= LONGEST_FRAME
                        && samples.sampleRateHz() > 0
                        && samples.sampleRateHz() <= WIDEST_HZ;
            }
            case AUDIO -> {
                AudioHeader audio = AudioHeader.read(header);
                yield audio.mode() >= 0 && audio.mode() <= AudioHeader.LAST_MODE;
            }
            case GPSCOMPASS -> header.limit() < 8 || time(header.getLong(0));
        };
    }

    private static boolean range(PscanHeader scan) {
        return scan.startHz() < scan.stopHz()
                && scan.stepHz() > 0
                && scan.stepHz() <= scan.stopHz() - scan.startHz()
                && frequency(scan.stopHz())
                && time(scan.timestampNanos());
    }

    private static boolean range(FscanHeader scan) {
        return scan.startHz() < scan.stopHz() && scan.stepHz() > 0 && scan.stepHz() <= scan.stopHz() - scan.startHz();
    }

    private static boolean frequency(long hertz) {
        return hertz > 0 && hertz <= HIGHEST_HZ;
    }

    /** A receiver without a time says 0. */
    private static boolean time(long nanos) {
        return nanos == 0 || nanos >= EARLIEST_NANOS && nanos < LATEST_NANOS;
    }
}
