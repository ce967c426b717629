package io.fieldpost.driver.meters;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One meter: the data behind each of its identifiers. */
final class SimulatedMeter {
    private final MeterAddress address;
    private final Map<String, byte[]> items = new HashMap<>();
    private final Set<String> mute = new HashSet<>();
    private int frameLength = Framing.MOST_DATA;
    private boolean silent;

    SimulatedMeter(MeterAddress address) {
        this.address = address;
    }

    /** @param data as it stands behind the identifier, in hexadecimal digits, low byte first */
    SimulatedMeter set(String identifier, String data) {
        items.put(identifier, java.util.HexFormat.of().parseHex(data.replace(" ", "")));
        return this;
    }

    /** A number in BCD of so many bytes. */
    SimulatedMeter set(String identifier, long digits, int bytes) {
        items.put(identifier, Hex.lowFirst(String.format("%0" + 2 * bytes + "d", digits)));
        return this;
    }

    void silence(boolean silent) {
        this.silent = silent;
    }

    /** Says nothing to a request for this item, and answers others. */
    void muteAbout(String identifier) {
        mute.add(identifier);
    }

    /** Sends no more than so many bytes behind the identifier in one frame. */
    void splitAt(int frameLength) {
        this.frameLength = frameLength;
    }

    @Nullable
    MeterFrame answerTo(Framing framing, MeterFrame request) {
        boolean wildcard = request.address()[request.address().length - 1] == (byte) 0xAA;
        if (silent
                || framing != address.standard().framing()
                || !(wildcard || Arrays.equals(request.address(), address.onTheWire()))) {
            return null;
        }
        Standard standard = address.standard();
        for (Map.Entry<String, byte[]> item : items.entrySet()) {
            byte[] identifier = standard.onTheWire(item.getKey());
            if (Arrays.equals(
                    request.data(),
                    0,
                    Math.min(identifier.length, request.data().length),
                    identifier,
                    0,
                    identifier.length)) {
                return mute.contains(item.getKey()) ? null : answer(request, identifier.length, item.getValue());
            }
        }
        return new MeterFrame(address.onTheWire(), request.control() | 0xC0, new byte[] {2});
    }

    private MeterFrame answer(MeterFrame request, int identifierLength, byte[] all) {
        boolean following = request.control() == address.standard().readNext();
        if (!following) {
            served = 0;
        }
        byte[] head = Arrays.copyOf(request.data(), address.standard().hasSerial() ? 3 : identifierLength);
        int length = Math.min(frameLength, all.length - served);
        boolean more = served + length < all.length;
        boolean numbered = following && address.standard().numbersFrames();
        byte[] data = Arrays.copyOf(head, head.length + length + (numbered ? 1 : 0));
        System.arraycopy(all, served, data, head.length, length);
        if (numbered) {
            data[data.length - 1] = request.data()[identifierLength];
        }
        served += length;
        return new MeterFrame(address.onTheWire(), request.control() | 0x80 | (more ? 0x20 : 0), data);
    }

    private int served;
}
