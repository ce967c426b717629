package io.fieldpost.driver.meters;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.meters.MeterBus.Reply;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one item of one meter, in as many frames as the meter needs for it. Sends nothing but requests to read: function 11H (1997 and
 * CJ/T 188: 01H) and 12H (1997: 02H). For one thread.
 */
final class ItemReader {
    /** A meter that says for ever that more follows is not followed. */
    private static final int MOST_FOLLOWING = 15;

    private final MeterBus bus;

    ItemReader(MeterBus bus) {
        this.bus = bus;
    }

    /**
     * Asks once.
     *
     * @param identifier high byte first, in hexadecimal digits
     * @throws DriverException when the line is gone, or the thread is interrupted
     */
    ItemAnswer read(MeterAddress meter, String identifier, FaultCounts counts) throws DriverException {
        Standard standard = meter.standard();
        byte[] asked = standard.onTheWire(identifier);
        byte[] request = Arrays.copyOf(asked, asked.length + (standard.hasSerial() ? 1 : 0));
        ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        Reply reply = ask(meter, standard.read(), request, request.length, counts);
        for (int number = 1; ; number++) {
            MeterFrame frame = reply.frame();
            if (frame == null) {
                return new ItemAnswer.Failed(reply.fault());
            }
            if (frame.isRefusal()) {
                counts.count(LineFault.REFUSED);
                return Refusal.of(standard, frame.data());
            }
            boolean numbered = number > 1 && standard.numbersFrames();
            gathered.write(frame.data(), request.length, frame.data().length - request.length - (numbered ? 1 : 0));
            if (!frame.hasMore()) {
                return new ItemAnswer.Data(gathered.toByteArray());
            }
            if (number > MOST_FOLLOWING) {
                counts.count(LineFault.UNREADABLE);
                return new ItemAnswer.Failed(LineFault.UNREADABLE);
            }
            reply = askNext(meter, asked, number, counts);
        }
    }

    private Reply askNext(MeterAddress meter, byte[] asked, int number, FaultCounts counts) throws DriverException {
        boolean numbered = meter.standard().numbersFrames();
        byte[] request = Arrays.copyOf(asked, asked.length + (numbered ? 1 : 0));
        if (numbered) {
            request[asked.length] = (byte) number;
        }
        return ask(meter, meter.standard().readNext(), request, asked.length, counts);
    }

    /** @param echoed how many bytes of the request stand at the beginning of an answer; a further one, the frame's number, at its end */
    private Reply ask(MeterAddress meter, int function, byte[] request, int echoed, FaultCounts counts)
            throws DriverException {
        MeterFrame frame = new MeterFrame(meter.onTheWire(), function, request);
        return bus.ask(
                meter.standard().framing(),
                frame,
                answer -> objection(meter, function, request, echoed, answer),
                counts);
    }

    private static @Nullable LineFault objection(
            MeterAddress meter, int function, byte[] request, int echoed, MeterFrame answer) {
        if (!meter.isOf(answer.address())) {
            return LineFault.OTHER_METER;
        }
        if (answer.function() != function) {
            return LineFault.OTHER_ITEM;
        }
        if (answer.isRefusal()) {
            return null;
        }
        byte[] data = answer.data();
        boolean numbered = request.length > echoed;
        boolean fits = data.length >= request.length
                && startsWith(data, request, meter.standard().hasSerial() ? echoed - 1 : echoed)
                && (!numbered || data[data.length - 1] == request[echoed]);
        return fits ? null : LineFault.OTHER_ITEM;
    }

    private static boolean startsWith(byte[] data, byte[] beginning, int length) {
        return Arrays.equals(data, 0, length, beginning, 0, length);
    }
}
