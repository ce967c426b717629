package io.fieldpost.driver.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.fieldpost.driver.DriverException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A serial port. A native read can't be interrupted, so it is asked for {@link #SLICE_MILLIS} at a time, which is also the kernel's
 * shortest time limit for a terminal ({@code VTIME}, tenths of a second); bytes that come end it at once.
 */
final class SerialLine implements ByteLine {
    private static final int SLICE_MILLIS = 100;
    private static final int MOST_DISCARDED = 4096;

    private final String path;
    private final SerialPort port;
    private final byte[] slice = new byte[MOST_DISCARDED];

    private SerialLine(String path, SerialPort port) {
        this.path = path;
        this.port = port;
    }

    static SerialLine open(String path, SerialSettings settings, int baudRate) throws DriverException {
        if (!Files.exists(Path.of(path))) {
            throw new DriverException(
                    DriverException.Reason.UNREACHABLE,
                    "there is no serial port " + path + "; is its adapter plugged in?");
        }
        SerialPort port = portAt(path);
        if (!configure(port, settings, baudRate)) {
            throw new DriverException(
                    DriverException.Reason.CONFIGURATION, "serial port can't be set so: " + path + ": " + settings);
        }
        if (!port.openPort(0)) {
            throw refused(path, port.getLastErrorCode());
        }
        return new SerialLine(path, port);
    }

    private static SerialPort portAt(String path) throws DriverException {
        try {
            return SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new DriverException(DriverException.Reason.CONFIGURATION, "not a serial port: " + path, e);
        } catch (LinkageError e) {
            throw new DriverException(
                    DriverException.Reason.CONFIGURATION,
                    "the library for serial ports can't be loaded on this gateway; is its directory mounted noexec? "
                            + e,
                    e);
        }
    }

    private static boolean configure(SerialPort port, SerialSettings settings, int baudRate) {
        int stopBits = settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT;
        int parity = switch (settings.parityOr(Parity.EVEN)) {
            case NONE -> SerialPort.NO_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
        };
        return port.setComPortParameters(baudRate, settings.dataBits(), stopBits, parity)
                && port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED)
                && port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SLICE_MILLIS, 0)
                && (settings.rs485() == Rs485.OFF || port.setRs485ModeParameters(true, true, 0, 0));
    }

    private static DriverException refused(String path, int error) {
        // The library tells the system's error for some of its steps alone.
        String why = error == 13
                ? "permission denied; add the gateway's user to the group dialout"
                : "does something else have it open? (error " + error + ")";
        return new DriverException(
                DriverException.Reason.UNREACHABLE, "serial port " + path + " can't be opened: " + why);
    }

    @Override
    public void write(byte[] bytes, long deadlineNanos) throws DriverException {
        int sent = 0;
        while (sent < bytes.length) {
            refuseInterrupt();
            int taken = port.writeBytes(bytes, bytes.length - sent, sent);
            // A port that is gone takes nothing, with the system's error beside it.
            if (taken < 0 || (taken == 0 && port.getLastErrorCode() != 0)) {
                throw lost();
            }
            sent += taken;
            if (sent < bytes.length && deadlineNanos - System.nanoTime() <= 0) {
                throw new DriverException(DriverException.Reason.TIMEOUT, "serial port takes no more bytes: " + path);
            }
        }
    }

    @Override
    public int read(byte[] into, int from, long deadlineNanos) throws DriverException {
        int room = into.length - from;
        // A native read waits a whole slice where nothing is there.
        if (deadlineNanos - System.nanoTime() <= 0 && port.bytesAvailable() == 0) {
            return 0;
        }
        while (true) {
            refuseInterrupt();
            int came = port.readBytes(into, room, from);
            if (came < 0 || (came == 0 && !port.isOpen())) {
                throw lost();
            }
            if (came > 0 || deadlineNanos - System.nanoTime() <= 0) {
                return came;
            }
        }
    }

    @Override
    public int discard() throws DriverException {
        int waiting = port.bytesAvailable();
        if (waiting < 0) {
            throw lost();
        }
        return waiting == 0 ? 0 : Math.max(0, port.readBytes(slice, Math.min(waiting, slice.length)));
    }

    private void refuseInterrupt() throws DriverException {
        if (Thread.currentThread().isInterrupted()) {
            throw new DriverException(
                    DriverException.Reason.TIMEOUT, "interrupted while waiting for serial port " + path);
        }
    }

    private DriverException lost() {
        return new DriverException(
                DriverException.Reason.UNREACHABLE, "serial port is lost: " + path + "; is its adapter plugged in?");
    }

    @Override
    public void close() {
        port.closePort();
    }
}
