package io.fieldpost.driver.modbus.line;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.serial.LineAddress;
import io.fieldpost.driver.serial.SerialSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** A serial port of this gateway. */
final class SerialLine implements ByteLine {
    /** Modbus over serial line 1.02, 2.2.1: 9600 or 19200, of which meters have the former. */
    static final int USUAL_BAUD_RATE = 9600;

    /** The longest frame takes 9 s at 300 baud. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final io.fieldpost.driver.serial.ByteLine port;

    private SerialLine(io.fieldpost.driver.serial.ByteLine port) {
        this.port = port;
    }

    /**
     * Opens a port for this process alone.
     *
     * @param device such as {@code /dev/ttyUSB0}
     * @throws IOException when there is none, another process has it, or this user may not
     */
    static SerialLine open(String device, SerialSettings settings) throws IOException {
        try {
            return new SerialLine(new LineAddress.SerialDevice(device).open(settings, USUAL_BAUD_RATE, PATIENCE));
        } catch (DriverException e) {
            throw lost(e);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        try {
            port.write(bytes, System.nanoTime() + PATIENCE.toNanos());
        } catch (DriverException e) {
            throw lost(e);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, long timeoutNanos) throws IOException {
        byte[] room = offset + length == into.length ? into : new byte[length];
        int from = room == into ? offset : 0;
        try {
            int came = port.read(room, from, System.nanoTime() + timeoutNanos);
            if (room != into) {
                System.arraycopy(room, 0, into, offset, came);
            }
            return came;
        } catch (DriverException e) {
            throw lost(e);
        }
    }

    @Override
    public int take(byte[] into) throws IOException {
        return read(into, 0, into.length, 0);
    }

    private static IOException lost(DriverException cause) {
        IOException lost = Thread.currentThread().isInterrupted()
                ? new InterruptedIOException(cause.getMessage())
                : new IOException(cause.getMessage());
        lost.initCause(cause);
        return lost;
    }

    @Override
    public void close() {
        port.close();
    }
}
