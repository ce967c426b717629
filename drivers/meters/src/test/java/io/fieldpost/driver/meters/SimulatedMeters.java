package io.fieldpost.driver.meters;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Meters on one line that answer by the standards' bytes, and lie when told to. Any thread. */
final class SimulatedMeters {
    private static final byte[] NOTHING = {};

    private final List<SimulatedMeter> meters = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private UnaryOperator<byte[]> disturbance = UnaryOperator.identity();
    private byte[] pending = NOTHING;

    synchronized SimulatedMeter add(String address) throws AddressException {
        int colon = address.indexOf(':');
        Standard standard = Standard.named(address.substring(0, colon)).orElseThrow();
        SimulatedMeter meter = new SimulatedMeter(MeterAddress.parse(standard, address.substring(colon + 1)));
        meters.add(meter);
        return meter;
    }

    /** What the line does to every answer. */
    synchronized void disturb(UnaryOperator<byte[]> disturbance) {
        this.disturbance = disturbance;
    }

    /** Frames that were asked, as hexadecimal bytes, since the last time that this was called. */
    synchronized List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** What comes back for bytes that were sent. */
    synchronized byte[] answerTo(byte[] sent) {
        byte[] all = Arrays.copyOf(pending, pending.length + sent.length);
        System.arraycopy(sent, 0, all, pending.length, sent.length);
        for (Framing framing : Framing.values()) {
            FrameSearch search = new FrameSearch(framing);
            if (search.isComplete(all, all.length)) {
                pending = NOTHING;
                requests.add(Hex.of(Arrays.copyOfRange(all, search.start(), all.length)));
                return answerTo(framing, framing.decode(all, search.start()));
            }
        }
        pending = all;
        return NOTHING;
    }

    private byte[] answerTo(Framing framing, MeterFrame request) {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (SimulatedMeter meter : meters) {
            MeterFrame answer = meter.answerTo(framing, request);
            if (answer != null) {
                answers.writeBytes(disturbance.apply(framing.encode(answer)));
            }
        }
        return answers.toByteArray();
    }
}
