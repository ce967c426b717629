package io.fieldpost.driver.modbus.line;

import com.digitalpetri.modbus.TimeoutScheduler;
import com.digitalpetri.modbus.client.ModbusClient;
import com.digitalpetri.modbus.client.ModbusClientConfig;
import com.digitalpetri.modbus.client.ModbusRtuClient;
import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import io.fieldpost.driver.modbus.address.Table;
import io.fieldpost.driver.serial.SerialSettings;
import java.io.IOException;
import java.time.Duration;

/**
 * One line and all units on it, asked one thing at a time. Belongs to one thread. Each method throws {@link RefusedException} when the unit
 * says no, {@link FaultException} when nothing usable came, and any other {@link IOException} when the line is lost.
 */
public final class Bus implements AutoCloseable {
    private static final TimeoutScheduler TIMED_BY_THE_TRANSPORT = (task, delay, unit) -> NeverDue.HANDLE;
    /** Eleven bits to a character, and three and a half characters of silence between frames (Modbus over serial line 1.02, 2.5.1.1). */
    private static final double SILENT_BITS = 3.5 * 11;

    private final ModbusClient client;
    private final ByteLine line;
    private final FaultListener faults;

    private Bus(ModbusClient client, ByteLine line, FaultListener faults) {
        this.client = client;
        this.line = line;
        this.faults = faults;
    }

    /**
     * Connects.
     *
     * @throws IOException when that fails
     */
    public static Bus open(Connection connection, SerialSettings serial, LineLimits limits, FaultListener faults)
            throws IOException {
        if (connection instanceof Connection.Tcp tcp) {
            ByteLine line = TcpLine.connect(tcp.host(), tcp.port(), limits.connect());
            return new Bus(new ModbusTcpClient(config(), new MbapTransport(line, limits, faults)), line, faults);
        }
        if (connection instanceof Connection.RtuOverTcp tcp) {
            return rtu(TcpLine.connect(tcp.host(), tcp.port(), limits.connect()), limits, faults);
        }
        String device = ((Connection.Serial) connection).device();
        return rtu(SerialLine.open(device, serial), silent(limits, serial), faults);
    }

    /** A bus over a line that stands already. */
    static Bus rtu(ByteLine line, LineLimits limits, FaultListener faults) {
        return new Bus(new ModbusRtuClient(config(), new RtuTransport(line, limits, faults)), line, faults);
    }

    private static ModbusClientConfig config() {
        return ModbusClientConfig.create(builder -> builder.setTimeoutScheduler(TIMED_BY_THE_TRANSPORT));
    }

    private static LineLimits silent(LineLimits limits, SerialSettings serial) {
        long nanos = (long) (1e9 * SILENT_BITS / serial.baudRateOr(SerialLine.USUAL_BAUD_RATE));
        return limits.pause().toNanos() >= nanos
                ? limits
                : new LineLimits(limits.connect(), limits.answer(), limits.gap(), Duration.ofNanos(nanos));
    }

    /**
     * Reads places of a table.
     *
     * @return registers as they came, high byte first; of a table of bits one byte for each, 0 or 1
     */
    public byte[] read(int unit, Table table, int first, int count) throws IOException, RefusedException {
        byte[] data = Pdus.data(send(unit, Pdus.read(table, first, count)));
        if (data.length != (table.holdsBits() ? (count + 7) / 8 : 2 * count)) {
            throw malformed(unit);
        }
        return table.holdsBits() ? Pdus.unpacked(data, count) : data;
    }

    /**
     * Writes places of a table; what it says back is compared with what was sent.
     *
     * @param data as {@link #read} gives it
     * @param alwaysMultiple also for a single place use the function that writes several
     */
    public void write(int unit, Table table, int first, byte[] data, boolean alwaysMultiple)
            throws IOException, RefusedException {
        ModbusRequestPdu request = Pdus.write(table, first, data, alwaysMultiple);
        if (!Pdus.confirms(request, send(unit, request))) {
            throw malformed(unit);
        }
    }

    private ModbusResponsePdu send(int unit, ModbusRequestPdu request) throws IOException, RefusedException {
        try {
            return client.send(unit, request);
        } catch (ModbusResponseException e) {
            throw new RefusedException(new Refusal(e.getExceptionCode() & 0xFF));
        } catch (ModbusTimeoutException e) {
            throw new IOException(e);
        } catch (ModbusExecutionException e) {
            if (e.getCause() instanceof IOException lost) {
                throw lost;
            }
            // The library could not read what stood in the frame.
            throw malformed(unit);
        }
    }

    private FaultException malformed(int unit) {
        faults.faulty(unit, Fault.MALFORMED);
        return new FaultException(Fault.MALFORMED);
    }

    @Override
    public void close() {
        line.close();
    }

    /** The transports keep the time themselves, so that no thread is needed for it. */
    private enum NeverDue implements TimeoutScheduler.TimeoutHandle {
        HANDLE;

        @Override
        public void cancel() {
            // Nothing was scheduled.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
