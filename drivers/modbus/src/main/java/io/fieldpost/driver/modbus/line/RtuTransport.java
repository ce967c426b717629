package io.fieldpost.driver.modbus.line;

import com.digitalpetri.modbus.ModbusRtuFrame;
import com.digitalpetri.modbus.client.ModbusRtuClientTransport;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * RTU frames over a serial line, or over the TCP port of a converter that passes bytes on. One exchange at a time, on the caller's
 * thread: when {@link #send} returns, the answer was received or the future has failed.
 *
 * <p>Before a request goes out, whatever still comes is read away; see {@link Owed} for what comes later than that.
 */
final class RtuTransport implements ModbusRtuClientTransport {
    private final ByteLine line;
    private final LineLimits limits;
    private final FaultListener faults;
    private final Pause pause;
    private final RtuFrames frames = new RtuFrames();
    private final Owed owed;
    private Consumer<ModbusRtuFrame> receiver = frame -> {};

    RtuTransport(ByteLine line, LineLimits limits, FaultListener faults) {
        this.line = line;
        this.limits = limits;
        this.faults = faults;
        this.pause = new Pause(limits.pause());
        this.owed = new Owed(limits.answer().toNanos());
    }

    @Override
    public CompletionStage<Void> send(ModbusRtuFrame frame) {
        byte[] pdu = new byte[frame.pdu().remaining()];
        frame.pdu().duplicate().get(pdu);
        byte[] sent = new byte[1 + pdu.length + 2];
        sent[0] = (byte) frame.unitId();
        System.arraycopy(pdu, 0, sent, 1, pdu.length);
        frame.crc().duplicate().get(sent, 1 + pdu.length, 2);
        try {
            ModbusRtuFrame answer = exchange(sent, RtuFrames.Expected.to(frame.unitId(), pdu));
            if (answer.pdu().get(0) < 0) {
                // The library's client takes the function for the exception code, up to 2.1.6 at least.
                throw new ModbusResponseException(pdu[0] & 0xFF, answer.pdu().get(1) & 0xFF);
            }
            receiver.accept(answer);
            return CompletableFuture.completedFuture(null);
        } catch (IOException | ModbusResponseException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private ModbusRtuFrame exchange(byte[] request, RtuFrames.Expected expected) throws IOException {
        pause.await();
        readAway(expected, request);
        line.write(request);
        long sentAt = System.nanoTime();
        try {
            ModbusRtuFrame answer = answer(expected, sentAt + limits.answer().toNanos());
            owed.answered(request, sentAt);
            return answer;
        } catch (FaultException e) {
            owed.unanswered(expected, request, sentAt);
            throw e;
        } finally {
            pause.begin();
        }
    }

    /** What came since the last exchange was meant for nobody; all of it passes, as long as a time-out at most. */
    private void readAway(RtuFrames.Expected expected, byte[] request) throws IOException {
        long now = System.nanoTime();
        long end = now + limits.answer().toNanos();
        int came = line.take(frames.array());
        long left = owed.nanosLeft(expected, request, now);
        if (came == 0 && left > 0) {
            came = line.read(frames.array(), 0, frames.array().length, left);
        }
        if (came > 0) {
            owed.came();
            faults.faulty(expected.unit(), Fault.UNASKED);
        }
        while (came > 0 && System.nanoTime() - end < 0) {
            came = line.read(
                    frames.array(), 0, frames.array().length, limits.gap().toNanos());
        }
        frames.clear();
    }

    private ModbusRtuFrame answer(RtuFrames.Expected expected, long end) throws IOException {
        long left = end - System.nanoTime();
        while (left > 0) {
            boolean begun = frames.length() > 0;
            long wait = begun ? Math.min(left, limits.gap().toNanos()) : left;
            int came = line.read(frames.array(), frames.length(), frames.room(), wait);
            frames.added(came);
            int at = frames.find(expected);
            if (at >= 0) {
                return found(at, expected);
            }
            if ((came == 0 && begun) || frames.room() == 0) {
                passOver(expected);
            }
            left = end - System.nanoTime();
        }
        if (frames.length() > 0) {
            passOver(expected);
        }
        throw fault(expected, Fault.NO_ANSWER);
    }

    /** Counts what is no answer. The answer may still come behind it, unless this is what was left of it. */
    private void passOver(RtuFrames.Expected expected) throws FaultException {
        Fault name = frames.nameOfTheRest(expected);
        if (name.heardTheUnit()) {
            frames.clear();
            throw fault(expected, name);
        }
        faults.faulty(expected.unit(), name);
        if (frames.room() == 0) {
            frames.forgetHalf();
        } else {
            frames.clear();
        }
    }

    private FaultException fault(RtuFrames.Expected expected, Fault fault) {
        faults.faulty(expected.unit(), fault);
        return new FaultException(fault);
    }

    private ModbusRtuFrame found(int at, RtuFrames.Expected expected) {
        int length = frames.lengthAt(at, expected);
        if (at > 0 || frames.length() > at + length) {
            faults.faulty(expected.unit(), Fault.NOISE);
        }
        ByteBuffer all = ByteBuffer.allocate(length).put(frames.array(), at, length);
        ByteBuffer pdu = all.slice(1, length - 3);
        ByteBuffer crc = all.slice(length - 2, 2);
        frames.clear();
        return new ModbusRtuFrame(expected.unit(), pdu, crc);
    }

    @Override
    public void receive(Consumer<ModbusRtuFrame> frameReceiver) {
        receiver = frameReceiver;
    }

    @Override
    public void resetFrameParser() {
        frames.clear();
    }

    @Override
    public CompletionStage<Void> connect() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> disconnect() {
        line.close();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isConnected() {
        return true;
    }
}
