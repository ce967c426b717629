package io.fieldpost.driver.modbus;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.modbus.address.AddressException;
import io.fieldpost.driver.modbus.address.ModbusAddress;
import io.fieldpost.driver.modbus.address.UnfitException;
import io.fieldpost.driver.modbus.line.Bus;
import io.fieldpost.driver.modbus.line.FaultException;
import io.fieldpost.driver.modbus.line.Refusal;
import io.fieldpost.driver.modbus.line.RefusedException;
import java.io.IOException;
import java.util.Arrays;

/** Writes one value, once, and looks whether it stands there. */
final class Writing {
    private final ModbusSettings settings;
    private final Bus bus;

    Writing(ModbusSettings settings, Bus bus) {
        this.settings = settings;
        this.bus = bus;
    }

    /**
     * Writes a value and, if the settings say so, reads it back.
     *
     * @throws DriverException as {@link io.fieldpost.driver.Writable#write} says; {@code PROTOCOL} too when the unit confirmed and another
     *     value stands there
     * @throws IOException when the line is lost
     */
    DeviceStatus write(Point point, Value value) throws DriverException, IOException {
        ModbusAddress address = writable(point);
        byte[] before = before(address);
        byte[] data = bytes(address, value, before);
        try {
            bus.write(address.unit(), address.table(), address.number(), data, settings.alwaysWriteMultiple());
        } catch (RefusedException e) {
            return accepted(address, e.refusal());
        } catch (FaultException e) {
            throw failed(address, "write", e);
        }
        return settings.readBack() ? readBack(address, value, data) : DeviceStatus.OK;
    }

    /** An exception can also be a yes, or a gateway's that its unit did not answer. */
    private static DeviceStatus accepted(ModbusAddress address, Refusal refusal) throws DriverException {
        if (refusal.isAcceptance()) {
            return refusal.status();
        }
        throw new DriverException(
                refusal.leavesItOpen() ? Reason.TIMEOUT : Reason.REFUSED,
                address.place() + " refuses the value: " + refusal.name(),
                refusal.status());
    }

    private ModbusAddress writable(Point point) throws DriverException {
        try {
            ModbusAddress address = ModbusAddress.parse(point.address());
            if (!address.table().isWritable()) {
                throw new DriverException(
                        Reason.REFUSED, "table " + address.table() + " can only be read: " + point.address());
            }
            if (settings.isForAllUnits(address.unit())) {
                throw new DriverException(
                        Reason.REFUSED, "unit 0 is all units of the line at once; write to each: " + point.address());
            }
            return address;
        } catch (AddressException e) {
            throw new DriverException(Reason.CONFIGURATION, "address " + point.address() + ": " + e.complaint(), e);
        }
    }

    /** What stands there, where a write would otherwise change bits that nobody spoke of. */
    private byte[] before(ModbusAddress address) throws DriverException, IOException {
        if (!address.content().sharesItsRegister()) {
            return new byte[0];
        }
        try {
            return bus.read(address.unit(), address.table(), address.number(), address.width());
        } catch (RefusedException e) {
            throw new DriverException(
                    Reason.REFUSED,
                    "nothing was written, because " + address.place() + " can't be read first: "
                            + e.refusal().name(),
                    e.refusal().status());
        } catch (FaultException e) {
            throw new DriverException(
                    Reason.REFUSED,
                    "nothing was written, because " + address.place() + " was read first and gave "
                            + e.fault().what(),
                    e);
        }
    }

    private static byte[] bytes(ModbusAddress address, Value value, byte[] before) throws DriverException {
        try {
            return address.content().encode(value, before);
        } catch (UnfitException e) {
            throw new DriverException(Reason.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private DeviceStatus readBack(ModbusAddress address, Value wanted, byte[] written)
            throws DriverException, IOException {
        byte[] found;
        try {
            found = bus.read(address.unit(), address.table(), address.number(), address.width());
        } catch (RefusedException e) {
            // A register that can only be written is confirmed all the same.
            return new DeviceStatus(
                    0, "OK, and can't be read back: " + e.refusal().name());
        } catch (FaultException e) {
            throw failed(address, "reading back", e);
        }
        boolean stands = address.content().sharesItsRegister()
                ? address.content().decode(found, 0).equals(address.content().decode(written, 0))
                : Arrays.equals(found, written);
        if (!stands) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    address.place() + " confirmed " + text(wanted) + ", and reads back "
                            + text(address.content().decode(found, 0))
                            + "; it may have limits of its own or be under local control");
        }
        return DeviceStatus.OK;
    }

    private static String text(Value value) {
        if (value instanceof Value.Int whole) {
            return Long.toString(whole.value());
        } else if (value instanceof Value.Real real) {
            return Double.toString(real.value());
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.value());
        }
        return value instanceof Value.Text text ? "'" + text.value() + "'" : "no value";
    }

    private DriverException failed(ModbusAddress address, String what, FaultException e) {
        return switch (e.fault()) {
            case NO_ANSWER ->
                new DriverException(
                        Reason.TIMEOUT,
                        what + " timed out after " + settings.timeout().toMillis() + " ms: " + address.place(),
                        e);
            default ->
                new DriverException(Reason.PROTOCOL, what + " gave " + e.fault().what() + ": " + address.place(), e);
        };
    }
}
