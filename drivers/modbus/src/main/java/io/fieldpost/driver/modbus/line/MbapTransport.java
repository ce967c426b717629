package io.fieldpost.driver.modbus.line;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusTcpFrame;
import com.digitalpetri.modbus.client.ModbusTcpClientTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Modbus TCP. One exchange at a time, on the caller's thread: when {@link #send} returns, the answer was received or the future has
 * failed. An answer belongs to its request by transaction and unit; others are counted and passed over.
 */
final class MbapTransport implements ModbusTcpClientTransport {
    private final ByteLine line;
    private final LineLimits limits;
    private final FaultListener faults;
    private final Pause pause;
    private final MbapFrames frames = new MbapFrames();
    private Consumer<ModbusTcpFrame> receiver = frame -> {};

    MbapTransport(ByteLine line, LineLimits limits, FaultListener faults) {
        this.line = line;
        this.limits = limits;
        this.faults = faults;
        this.pause = new Pause(limits.pause());
    }

    @Override
    public CompletionStage<Void> send(ModbusTcpFrame frame) {
        ByteBuffer sent = ByteBuffer.allocate(7 + frame.pdu().remaining());
        MbapHeader.Serializer.encode(frame.header(), sent);
        sent.put(frame.pdu().duplicate());
        try {
            pause.await();
            line.write(sent.array());
            receiver.accept(
                    answer(frame.header(), System.nanoTime() + limits.answer().toNanos()));
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        } finally {
            pause.begin();
        }
    }

    private ModbusTcpFrame answer(MbapHeader asked, long end) throws IOException {
        long left = end - System.nanoTime();
        while (left > 0) {
            frames.added(line.read(frames.array(), frames.length(), frames.missing(), left));
            ModbusTcpFrame frame = frames.take();
            if (frame != null && isTheAnswer(asked, frame.header())) {
                return frame;
            }
            left = end - System.nanoTime();
        }
        throw fault(asked, frames.isHalf() ? Fault.SHORT : Fault.NO_ANSWER);
    }

    private boolean isTheAnswer(MbapHeader asked, MbapHeader came) throws FaultException {
        if (came.transactionId() != asked.transactionId()) {
            faults.faulty(asked.unitId(), Fault.UNASKED);
            return false;
        }
        if (came.unitId() != asked.unitId()) {
            // Nothing more will come for this transaction.
            throw fault(asked, Fault.OTHER_UNIT);
        }
        return true;
    }

    private FaultException fault(MbapHeader asked, Fault fault) {
        faults.faulty(asked.unitId(), fault);
        return new FaultException(fault);
    }

    @Override
    public void receive(@Nullable Consumer<ModbusTcpFrame> frameReceiver) {
        receiver = frameReceiver == null ? frame -> {} : frameReceiver;
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
