package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.gpio.address.AddressException;
import io.fieldpost.driver.gpio.address.GpioAddress;
import io.fieldpost.driver.gpio.address.InputAddress;
import io.fieldpost.driver.gpio.address.OutputAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses and what they became on this board. What could not be opened is tried again after a while, not with each reading. */
final class Channels {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Circuit circuit;
    private final Map<String, Entry> entries = new HashMap<>();

    /** One of both is there. */
    private record Entry(
            @Nullable Channel channel, @Nullable DriverException failure, Instant since) {
        boolean isDue(Instant now) {
            return failure != null && (now.isBefore(since) || !now.isBefore(since.plus(RETRY_AFTER)));
        }
    }

    Channels(Circuit circuit) {
        this.circuit = circuit;
    }

    /**
     * What an address is.
     *
     * @throws DriverException {@code REFUSED} for an address that is none, else as {@link Circuit#channel}
     */
    Channel of(String address, Instant now) throws DriverException {
        Entry entry = entries.get(address);
        if (entry == null || entry.isDue(now)) {
            entry = open(address, now);
            entries.put(address, entry);
        }
        if (entry.channel() != null) {
            return entry.channel();
        }
        DriverException failure = entry.failure();
        throw failure != null ? failure : new DriverException(Reason.REFUSED, "nothing is known of " + address);
    }

    private Entry open(String address, Instant now) {
        try {
            return new Entry(circuit.channel(GpioAddress.parse(address)), null, now);
        } catch (AddressException e) {
            return new Entry(
                    null, new DriverException(Reason.REFUSED, "address " + address + ": " + e.complaint(), e), now);
        } catch (DriverException e) {
            return new Entry(null, e, now);
        }
    }

    /** Whether a point needs a line. */
    boolean isOfLine(Point point) {
        try {
            GpioAddress address = GpioAddress.parse(point.address());
            return address instanceof InputAddress || address instanceof OutputAddress;
        } catch (AddressException e) {
            return false;
        }
    }
}
