package io.fieldpost.driver.modbus.line;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.fieldpost.driver.serial.Parity;
import io.fieldpost.driver.serial.Rs485;
import io.fieldpost.driver.serial.SerialSettings;
import java.io.IOException;
import java.io.InterruptedIOException;

/** A serial port. Waits in slices, because the system's wait for a port knows no interrupt. */
final class SerialLine implements ByteLine {
    /** What Linux counts a port's time-out in. */
    private static final int SLICE_MILLIS = 100;

    private static final int NO_WRITE_TIMEOUT = 0;
    /** Modbus over serial line 1.02, 2.2.1: 9600 or 19200, of which meters have the former. */
    static final int USUAL_BAUD_RATE = 9600;

    private final SerialPort port;

    private SerialLine(SerialPort port) {
        this.port = port;
    }

    /**
     * Opens a port for this process alone.
     *
     * @param device such as {@code /dev/ttyUSB0}
     * @throws IOException when there is none, another process has it, or this user may not
     */
    static SerialLine open(String device, SerialSettings settings) throws IOException {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(device);
        } catch (SerialPortInvalidPortException e) {
            throw new IOException("there is no serial port " + device, e);
        }
        port.setComPortParameters(
                settings.baudRateOr(USUAL_BAUD_RATE),
                settings.dataBits(),
                settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT,
                parity(settings),
                false);
        if (settings.rs485() == Rs485.KERNEL) {
            // Send while RTS is active, listen otherwise: what the kernel's drivers switch by themselves.
            port.setRs485ModeParameters(true, true, false, false, 0, 0);
        }
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SLICE_MILLIS, NO_WRITE_TIMEOUT);
        if (!port.openPort()) {
            throw new IOException("serial port " + device + " can't be opened (error " + port.getLastErrorCode()
                    + "); see whether it exists, another program has it, or the user is not in group dialout");
        }
        return new SerialLine(port);
    }

    private static int parity(SerialSettings settings) {
        return switch (settings.parityOr(Parity.EVEN)) {
            case NONE -> SerialPort.NO_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
        };
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        int sent = 0;
        while (sent < bytes.length) {
            int now = port.writeBytes(bytes, bytes.length - sent, sent);
            if (now <= 0) {
                throw lost();
            }
            sent += now;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, long timeoutNanos) throws IOException {
        long end = System.nanoTime() + timeoutNanos;
        do {
            int came = port.readBytes(into, length, offset);
            if (came != 0) {
                return checked(came);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while waiting for the serial port");
            }
        } while (System.nanoTime() - end < 0);
        return 0;
    }

    @Override
    public int take(byte[] into) throws IOException {
        int there = checked(port.bytesAvailable());
        return there == 0 ? 0 : checked(port.readBytes(into, Math.min(there, into.length), 0));
    }

    private int checked(int count) throws IOException {
        if (count < 0) {
            throw lost();
        }
        return count;
    }

    private IOException lost() {
        return new IOException("serial port " + port.getSystemPortPath() + " is gone (error " + port.getLastErrorCode()
                + "); see whether its adapter is still plugged in");
    }

    @Override
    public void close() {
        port.closePort();
    }
}
